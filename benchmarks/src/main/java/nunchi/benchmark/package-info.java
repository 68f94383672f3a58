/// What is measured: JMH benchmarks of single ops, whole training steps and inference, ours beside other engines.
/// `benchmarks/README.md` says how to run them.
@NullMarked
package nunchi.benchmark;

import org.jspecify.annotations.NullMarked;
