/// The [ThreadPool] of threads that share a step's tasks.
@NullMarked
package nunchi.cpu.thread;

import org.jspecify.annotations.NullMarked;
