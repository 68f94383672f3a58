package nunchi.cpu.step;

import nunchi.cpu.memory.Buffer;
import nunchi.cpu.step.Partition.Region;

/// What a [ProductTask] computes at once: some rows and columns of a product, from where and to where. It is made
/// before the first step, for whichever thread comes to compute it, so that a step allocates nothing.
///
/// @param region    rows of the left matrix and columns of the right
/// @param left      where the left matrix begins
/// @param right     where the right matrix begins
/// @param depth     products of every chain
/// @param continued whether the chains go on from what the target holds, instead of 0
record ProductPart(Region region, Place left, Place right, Target target, int depth, boolean continued) {
    /// Where values begin.
    sealed interface Place {
        /// @param workspace of the thread that asks
        float[] array(float[] workspace);

        int first();

        /// The place of the n-th value from here.
        Place plus(int n);
    }

    /// In a buffer, which need not have its own place yet.
    record InBuffer(Buffer buffer, int offset) implements Place {
        @Override
        public float[] array(float[] workspace) {
            return buffer.array();
        }

        @Override
        public int first() {
            return buffer.offset() + offset;
        }

        @Override
        public Place plus(int n) {
            return new InBuffer(buffer, offset + n);
        }
    }

    /// In the workspace of the thread that computes.
    record InWorkspace(int first) implements Place {
        @Override
        public float[] array(float[] workspace) {
            return workspace;
        }

        @Override
        public Place plus(int n) {
            return new InWorkspace(first + n);
        }
    }

    /// Where the result goes: element (i, j) of the part to `i·rowStep + j·columnStep` from the place.
    ///
    /// @param exceeds whether a tile may write beyond the end of a row, where the next row is still to come
    record Target(Place place, int rowStep, int columnStep, boolean exceeds) {
        /// The same some columns further on.
        Target shifted(int columns) {
            return new Target(place.plus(columns * columnStep), rowStep, columnStep, exceeds);
        }
    }
}
