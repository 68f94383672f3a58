package nunchi.cpu.step;

import nunchi.random.RandomKey;

/// One function applied to a block; slots are given by their number.
public interface Instruction {

    /// @param cursor where the slots of this block are
    /// @param first  the index of the block's first value in the pass
    /// @param n      the length of the block
    void run(Cursor cursor, int first, int n);

    /// y = f(x), a run at a time.
    interface UnaryFunction {
        void apply(float[] y, int yo, float[] x, int xo, int n);
    }

    /// y = f(a, b), a run at a time.
    interface BinaryFunction {
        void apply(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n);
    }

    /// y = f(a, b, c), a run at a time.
    interface TernaryFunction {
        void apply(float[] y, int yo, float[] a, int ao, float[] b, int bo, float[] c, int co, int n);
    }

    /// Applies a function of one operand.
    record UnaryInstruction(UnaryFunction function, int y, int x) implements Instruction {
        @Override
        public void run(Cursor cursor, int first, int n) {
            function.apply(cursor.array(y), cursor.offset(y), cursor.array(x), cursor.offset(x), n);
        }
    }

    /// Applies a function of two operands.
    record BinaryInstruction(BinaryFunction function, int y, int a, int b) implements Instruction {
        @Override
        public void run(Cursor cursor, int first, int n) {
            function.apply(
                    cursor.array(y),
                    cursor.offset(y),
                    cursor.array(a),
                    cursor.offset(a),
                    cursor.array(b),
                    cursor.offset(b),
                    n);
        }
    }

    /// Applies a function of three operands.
    record TernaryInstruction(TernaryFunction function, int y, int a, int b, int c) implements Instruction {
        @Override
        public void run(Cursor cursor, int first, int n) {
            function.apply(
                    cursor.array(y),
                    cursor.offset(y),
                    cursor.array(a),
                    cursor.offset(a),
                    cursor.array(b),
                    cursor.offset(b),
                    cursor.array(c),
                    cursor.offset(c),
                    n);
        }
    }

    /// y = uniform numbers of a key and consecutive positions, a run at a time.
    interface UniformFunction {
        void apply(float[] y, int yo, long key, int first, int n);
    }

    /// Draws uniform numbers keyed by the purpose, the step and the index.
    record UniformInstruction(UniformFunction function, RandomKey key, int y) implements Instruction {
        @Override
        public void run(Cursor cursor, int first, int n) {
            function.apply(
                    cursor.array(y), cursor.offset(y), key.with(cursor.step()).bits(), first, n);
        }
    }
}
