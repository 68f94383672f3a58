/// What a program does, one after the other: [FusedKernel]s of elementwise work, [MatMulStep], [ConvolutionStep],
/// [WinogradStep], [SumStep]. How work is cut among threads changes no bit.
@NullMarked
package nunchi.cpu.step;

import org.jspecify.annotations.NullMarked;
