/// Which places of an image a score depends on: [GradCam], [IntegratedGradients], [Occlusion].
@NullMarked
package nunchi.saliency;

import org.jspecify.annotations.NullMarked;
