package nunchi.cpu.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// [Butterflies] on the Vector API.
public final class VectorButterflies implements Butterflies {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final float HALF_ROOT_3 = 0.8660254f;

    @Override
    public void pass(Pass pass, Complex x, Complex y) {
        switch (pass.radix()) {
            case 4 -> four(pass, x, y);
            case 3 -> three(pass, x, y);
            default -> two(pass, x, y);
        }
    }

    private static void two(Pass pass, Complex x, Complex y) {
        float[] a = x.values();
        float[] b = y.values();
        int run = pass.run();
        int step = pass.m() * run;
        for (int p = 0; p < pass.m(); p++) {
            int from = p * run;
            int to = 2 * p * run;
            FloatVector c1 = FloatVector.broadcast(SPECIES, pass.cos()[p]);
            FloatVector s1 = FloatVector.broadcast(SPECIES, pass.sin()[p]);
            FloatVector n1 = FloatVector.broadcast(SPECIES, -pass.sin()[p]);
            for (int i = 0; i < run; i += LANES) {
                int re = x.real() + from + i;
                int im = x.imaginary() + from + i;
                int real = y.real() + to + i;
                int imaginary = y.imaginary() + to + i;
                FloatVector r0 = FloatVector.fromArray(SPECIES, a, re);
                FloatVector i0 = FloatVector.fromArray(SPECIES, a, im);
                FloatVector r1 = FloatVector.fromArray(SPECIES, a, re + step);
                FloatVector i1 = FloatVector.fromArray(SPECIES, a, im + step);
                r0.add(r1).intoArray(b, real);
                i0.add(i1).intoArray(b, imaginary);
                FloatVector u1 = r0.sub(r1);
                FloatVector v1 = i0.sub(i1);
                u1.fma(c1, v1.mul(n1)).intoArray(b, real + run);
                u1.fma(s1, v1.mul(c1)).intoArray(b, imaginary + run);
            }
        }
    }

    private static void three(Pass pass, Complex x, Complex y) {
        float[] a = x.values();
        float[] b = y.values();
        int run = pass.run();
        int step = pass.m() * run;
        FloatVector half = FloatVector.broadcast(SPECIES, -0.5f);
        FloatVector root = FloatVector.broadcast(SPECIES, HALF_ROOT_3);
        for (int p = 0; p < pass.m(); p++) {
            int from = p * run;
            int to = 3 * p * run;
            FloatVector c1 = FloatVector.broadcast(SPECIES, pass.cos()[2 * p]);
            FloatVector s1 = FloatVector.broadcast(SPECIES, pass.sin()[2 * p]);
            FloatVector n1 = FloatVector.broadcast(SPECIES, -pass.sin()[2 * p]);
            FloatVector c2 = FloatVector.broadcast(SPECIES, pass.cos()[2 * p + 1]);
            FloatVector s2 = FloatVector.broadcast(SPECIES, pass.sin()[2 * p + 1]);
            FloatVector n2 = FloatVector.broadcast(SPECIES, -pass.sin()[2 * p + 1]);
            for (int i = 0; i < run; i += LANES) {
                int re = x.real() + from + i;
                int im = x.imaginary() + from + i;
                int real = y.real() + to + i;
                int imaginary = y.imaginary() + to + i;
                FloatVector r0 = FloatVector.fromArray(SPECIES, a, re);
                FloatVector i0 = FloatVector.fromArray(SPECIES, a, im);
                FloatVector r1 = FloatVector.fromArray(SPECIES, a, re + step);
                FloatVector i1 = FloatVector.fromArray(SPECIES, a, im + step);
                FloatVector r2 = FloatVector.fromArray(SPECIES, a, re + 2 * step);
                FloatVector i2 = FloatVector.fromArray(SPECIES, a, im + 2 * step);
                FloatVector tr = r1.add(r2);
                FloatVector ti = i1.add(i2);
                FloatVector ur = half.fma(tr, r0);
                FloatVector ui = half.fma(ti, i0);
                FloatVector dr = root.mul(r1.sub(r2));
                FloatVector di = root.mul(i1.sub(i2));
                r0.add(tr).intoArray(b, real);
                i0.add(ti).intoArray(b, imaginary);
                FloatVector u1 = ur.add(di);
                FloatVector v1 = ui.sub(dr);
                FloatVector u2 = ur.sub(di);
                FloatVector v2 = ui.add(dr);
                u1.fma(c1, v1.mul(n1)).intoArray(b, real + run);
                u1.fma(s1, v1.mul(c1)).intoArray(b, imaginary + run);
                u2.fma(c2, v2.mul(n2)).intoArray(b, real + 2 * run);
                u2.fma(s2, v2.mul(c2)).intoArray(b, imaginary + 2 * run);
            }
        }
    }

    private static void four(Pass pass, Complex x, Complex y) {
        float[] a = x.values();
        float[] b = y.values();
        int run = pass.run();
        int step = pass.m() * run;
        for (int p = 0; p < pass.m(); p++) {
            int from = p * run;
            int to = 4 * p * run;
            FloatVector c1 = FloatVector.broadcast(SPECIES, pass.cos()[3 * p]);
            FloatVector s1 = FloatVector.broadcast(SPECIES, pass.sin()[3 * p]);
            FloatVector n1 = FloatVector.broadcast(SPECIES, -pass.sin()[3 * p]);
            FloatVector c2 = FloatVector.broadcast(SPECIES, pass.cos()[3 * p + 1]);
            FloatVector s2 = FloatVector.broadcast(SPECIES, pass.sin()[3 * p + 1]);
            FloatVector n2 = FloatVector.broadcast(SPECIES, -pass.sin()[3 * p + 1]);
            FloatVector c3 = FloatVector.broadcast(SPECIES, pass.cos()[3 * p + 2]);
            FloatVector s3 = FloatVector.broadcast(SPECIES, pass.sin()[3 * p + 2]);
            FloatVector n3 = FloatVector.broadcast(SPECIES, -pass.sin()[3 * p + 2]);
            for (int i = 0; i < run; i += LANES) {
                int re = x.real() + from + i;
                int im = x.imaginary() + from + i;
                int real = y.real() + to + i;
                int imaginary = y.imaginary() + to + i;
                FloatVector r0 = FloatVector.fromArray(SPECIES, a, re);
                FloatVector i0 = FloatVector.fromArray(SPECIES, a, im);
                FloatVector r1 = FloatVector.fromArray(SPECIES, a, re + step);
                FloatVector i1 = FloatVector.fromArray(SPECIES, a, im + step);
                FloatVector r2 = FloatVector.fromArray(SPECIES, a, re + 2 * step);
                FloatVector i2 = FloatVector.fromArray(SPECIES, a, im + 2 * step);
                FloatVector r3 = FloatVector.fromArray(SPECIES, a, re + 3 * step);
                FloatVector i3 = FloatVector.fromArray(SPECIES, a, im + 3 * step);
                FloatVector ar = r0.add(r2);
                FloatVector ai = i0.add(i2);
                FloatVector br = r0.sub(r2);
                FloatVector bi = i0.sub(i2);
                FloatVector cr = r1.add(r3);
                FloatVector ci = i1.add(i3);
                FloatVector dr = i1.sub(i3);
                FloatVector di = r3.sub(r1);
                ar.add(cr).intoArray(b, real);
                ai.add(ci).intoArray(b, imaginary);
                FloatVector u1 = br.add(dr);
                FloatVector v1 = bi.add(di);
                FloatVector u2 = ar.sub(cr);
                FloatVector v2 = ai.sub(ci);
                FloatVector u3 = br.sub(dr);
                FloatVector v3 = bi.sub(di);
                u1.fma(c1, v1.mul(n1)).intoArray(b, real + run);
                u1.fma(s1, v1.mul(c1)).intoArray(b, imaginary + run);
                u2.fma(c2, v2.mul(n2)).intoArray(b, real + 2 * run);
                u2.fma(s2, v2.mul(c2)).intoArray(b, imaginary + 2 * run);
                u3.fma(c3, v3.mul(n3)).intoArray(b, real + 3 * run);
                u3.fma(s3, v3.mul(c3)).intoArray(b, imaginary + 3 * run);
            }
        }
    }
}
