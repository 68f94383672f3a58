/// Decisions before anything runs: [Fusion] joins nodes into groups, [UpdatePlan] finds weights that can be written in
/// place, [Lowering] binds everything to steps.
@NullMarked
package nunchi.cpu.plan;

import org.jspecify.annotations.NullMarked;
