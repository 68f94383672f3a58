package nunchi.cpu.kernel;

/// [Butterflies] without the Vector API.
public final class ScalarButterflies implements Butterflies {
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
            float c1 = pass.cos()[p];
            float s1 = pass.sin()[p];
            float n1 = -pass.sin()[p];
            for (int i = 0; i < run; i++) {
                int re = x.real() + from + i;
                int im = x.imaginary() + from + i;
                int real = y.real() + to + i;
                int imaginary = y.imaginary() + to + i;
                float r0 = a[re];
                float i0 = a[im];
                float r1 = a[re + step];
                float i1 = a[im + step];
                b[real] = r0 + r1;
                b[imaginary] = i0 + i1;
                float u1 = r0 - r1;
                float v1 = i0 - i1;
                b[real + run] = Math.fma(u1, c1, v1 * n1);
                b[imaginary + run] = Math.fma(u1, s1, v1 * c1);
            }
        }
    }

    private static void three(Pass pass, Complex x, Complex y) {
        float[] a = x.values();
        float[] b = y.values();
        int run = pass.run();
        int step = pass.m() * run;
        float half = -0.5f;
        float root = HALF_ROOT_3;
        for (int p = 0; p < pass.m(); p++) {
            int from = p * run;
            int to = 3 * p * run;
            float c1 = pass.cos()[2 * p];
            float s1 = pass.sin()[2 * p];
            float n1 = -pass.sin()[2 * p];
            float c2 = pass.cos()[2 * p + 1];
            float s2 = pass.sin()[2 * p + 1];
            float n2 = -pass.sin()[2 * p + 1];
            for (int i = 0; i < run; i++) {
                int re = x.real() + from + i;
                int im = x.imaginary() + from + i;
                int real = y.real() + to + i;
                int imaginary = y.imaginary() + to + i;
                float r0 = a[re];
                float i0 = a[im];
                float r1 = a[re + step];
                float i1 = a[im + step];
                float r2 = a[re + 2 * step];
                float i2 = a[im + 2 * step];
                float tr = r1 + r2;
                float ti = i1 + i2;
                float ur = Math.fma(half, tr, r0);
                float ui = Math.fma(half, ti, i0);
                float dr = root * (r1 - r2);
                float di = root * (i1 - i2);
                b[real] = r0 + tr;
                b[imaginary] = i0 + ti;
                float u1 = ur + di;
                float v1 = ui - dr;
                float u2 = ur - di;
                float v2 = ui + dr;
                b[real + run] = Math.fma(u1, c1, v1 * n1);
                b[imaginary + run] = Math.fma(u1, s1, v1 * c1);
                b[real + 2 * run] = Math.fma(u2, c2, v2 * n2);
                b[imaginary + 2 * run] = Math.fma(u2, s2, v2 * c2);
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
            float c1 = pass.cos()[3 * p];
            float s1 = pass.sin()[3 * p];
            float n1 = -pass.sin()[3 * p];
            float c2 = pass.cos()[3 * p + 1];
            float s2 = pass.sin()[3 * p + 1];
            float n2 = -pass.sin()[3 * p + 1];
            float c3 = pass.cos()[3 * p + 2];
            float s3 = pass.sin()[3 * p + 2];
            float n3 = -pass.sin()[3 * p + 2];
            for (int i = 0; i < run; i++) {
                int re = x.real() + from + i;
                int im = x.imaginary() + from + i;
                int real = y.real() + to + i;
                int imaginary = y.imaginary() + to + i;
                float r0 = a[re];
                float i0 = a[im];
                float r1 = a[re + step];
                float i1 = a[im + step];
                float r2 = a[re + 2 * step];
                float i2 = a[im + 2 * step];
                float r3 = a[re + 3 * step];
                float i3 = a[im + 3 * step];
                float ar = r0 + r2;
                float ai = i0 + i2;
                float br = r0 - r2;
                float bi = i0 - i2;
                float cr = r1 + r3;
                float ci = i1 + i3;
                float dr = i1 - i3;
                float di = r3 - r1;
                b[real] = ar + cr;
                b[imaginary] = ai + ci;
                float u1 = br + dr;
                float v1 = bi + di;
                float u2 = ar - cr;
                float v2 = ai - ci;
                float u3 = br - dr;
                float v3 = bi - di;
                b[real + run] = Math.fma(u1, c1, v1 * n1);
                b[imaginary + run] = Math.fma(u1, s1, v1 * c1);
                b[real + 2 * run] = Math.fma(u2, c2, v2 * n2);
                b[imaginary + 2 * run] = Math.fma(u2, s2, v2 * c2);
                b[real + 3 * run] = Math.fma(u3, c3, v3 * n3);
                b[imaginary + 3 * run] = Math.fma(u3, s3, v3 * c3);
            }
        }
    }
}
