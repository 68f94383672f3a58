/// The [Team] of threads that share a step's tasks.
package nunchi.cpu.thread;
