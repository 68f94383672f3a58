/// Which places of an image a score depends on: [GradCam], [IntegratedGradients], [Occlusion].
package nunchi.saliency;
