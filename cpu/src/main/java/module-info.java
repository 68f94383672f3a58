/// The CPU backend in pure Java: Vector API kernels with scalar twins, a thread team, a memory plan.
module nunchi.cpu {
    requires static transitive org.jspecify;
    requires transitive nunchi.core;
    // Without --add-modules jdk.incubator.vector the scalar twins run.
    requires static jdk.incubator.vector;

    provides nunchi.backend.BackendProvider with
            nunchi.cpu.CpuProvider;
}
