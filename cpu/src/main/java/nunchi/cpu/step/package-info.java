/// What a program does, one after the other: [Cluster]s of elementwise work, [MatMulStep], [ConvolutionStep],
/// [WinogradStep], [SumStep]. How work is cut among threads changes no bit.
package nunchi.cpu.step;
