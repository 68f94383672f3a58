/// Where values lie: [MemoryPlan] puts all of a program into one array, places shared by values never needed at the
/// same time.
@NullMarked
package nunchi.cpu.memory;

import org.jspecify.annotations.NullMarked;
