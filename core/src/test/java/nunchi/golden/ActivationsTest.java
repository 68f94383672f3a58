package nunchi.golden;

import static nunchi.golden.Calculation.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import nunchi.activation.Activation;
import nunchi.activation.Elu;
import nunchi.activation.Gelu;
import nunchi.activation.LeakyRelu;
import nunchi.activation.Linear;
import nunchi.activation.Relu;
import nunchi.activation.Sigmoid;
import nunchi.activation.Silu;
import nunchi.activation.Softmax;
import nunchi.activation.Softplus;
import nunchi.activation.Tanh;
import nunchi.graph.Node;
import nunchi.graph.op.Unary.Erf;
import org.junit.jupiter.api.Test;

/// Values, and gradients for the upstream 1, 2, -1, 0.5, 1, -2, 3: `torch.nn.functional` 1.13 in float64 with
/// `y.backward(upstream)`.
class ActivationsTest {
    private static final double[] X = {-3, -1, -0.25, 0, 0.5, 1, 2.5};
    private static final double[] UPSTREAM = {1, 2, -1, 0.5, 1, -2, 3};

    @Test
    void linearChangesNothing() {
        holds(new Linear(), X, UPSTREAM);
    }

    @Test
    void sigmoidIsTorchs() {
        holds(
                new Sigmoid(),
                new double[] {
                    0.04742587317756678,
                    0.2689414213699951,
                    0.43782349911420193,
                    0.5,
                    0.6224593312018546,
                    0.7310585786300049,
                    0.9241418199787566
                },
                new double[] {
                    0.04517665973091214,
                    0.3932238664829637,
                    -0.24613408273759835,
                    0.125,
                    0.2350037122015945,
                    -0.3932238664829637,
                    0.2103111496353242
                });
    }

    @Test
    void tanhIsTorchs() {
        holds(
                new Tanh(),
                new double[] {
                    -0.9950547536867305,
                    -0.7615941559557649,
                    -0.24491866240370913,
                    0,
                    0.46211715726000974,
                    0.7615941559557649,
                    0.9866142981514303
                },
                new double[] {
                    0.009866037165440166,
                    0.8399486832280523,
                    -0.940014848806378,
                    0.5,
                    0.7864477329659274,
                    -0.8399486832280523,
                    0.07977668004948171
                });
    }

    @Test
    void reluIsTorchs() {
        holds(new Relu(), new double[] {0, 0, 0, 0, 0.5, 1, 2.5}, new double[] {0, 0, 0, 0, 1, -2, 3});
    }

    @Test
    void leakyReluIsTorchs() {
        holds(new LeakyRelu(), new double[] {-0.03, -0.01, -0.0025, 0, 0.5, 1, 2.5}, new double[] {
            0.01, 0.02, -0.01, 0.005, 1, -2, 3
        });
        holds(new LeakyRelu(0.3), new double[] {-0.9, -0.3, -0.075, 0, 0.5, 1, 2.5}, new double[] {
            0.3, 0.6, -0.3, 0.15, 1, -2, 3
        });
    }

    /// At 0 the slope is alpha.
    @Test
    void eluIsTorchs() {
        holds(
                new Elu(),
                new double[] {-0.950212931632136, -0.6321205588285577, -0.22119921692859512, 0, 0.5, 1, 2.5},
                new double[] {0.049787068367863944, 0.7357588823428847, -0.7788007830714049, 0.5, 1, -2, 3});
        holds(
                new Elu(0.7),
                new double[] {-0.6651490521424952, -0.44248439117999033, -0.15483945185001657, 0, 0.5, 1, 2.5},
                new double[] {0.03485094785750476, 0.5150312176400192, -0.5451605481499834, 0.35, 1, -2, 3});
    }

    @Test
    void geluIsTorchs() {
        holds(
                new Gelu(),
                new double[] {
                    -0.00404969409489031,
                    -0.15865525393145702,
                    -0.10032341857926907,
                    0,
                    0.34573123063700656,
                    0.841344746068543,
                    2.4844758366855597
                },
                new double[] {
                    -0.01194564720418392,
                    -0.1666309411753727,
                    -0.304626645116364,
                    0.25,
                    0.8674951246561629,
                    -2.166630941175373,
                    3.1128332577244353
                });
    }

    @Test
    void geluByTanhIsTorchs() {
        holds(
                new Gelu(true),
                new double[] {
                    -0.0036373920817729943,
                    -0.15880800939172324,
                    -0.100324649298315,
                    0,
                    0.34571400982514394,
                    0.8411919906082768,
                    2.484915733910001
                },
                new double[] {
                    -0.011584166630969648,
                    -0.16592816769156504,
                    -0.30464590484893955,
                    0.25,
                    0.8673699035346424,
                    -2.165928167691565,
                    3.1138547286379983
                });
    }

    @Test
    void siluIsTorchs() {
        holds(
                new Silu(),
                new double[] {
                    -0.14227761953270035,
                    -0.2689414213699951,
                    -0.10945587477855048,
                    0,
                    0.3112296656009273,
                    0.7310585786300049,
                    2.3103545499468914
                },
                new double[] {
                    -0.08810410601516962,
                    0.1446589762570265,
                    -0.37628997842980233,
                    0.25,
                    0.7399611873026519,
                    -1.8553410237429737,
                    3.29820333402458
                });
    }

    @Test
    void softplusIsTorchs() {
        holds(
                new Softplus(),
                new double[] {
                    0.04858735157374206,
                    0.31326168751822286,
                    0.5759394198788436,
                    0.6931471805599453,
                    0.9740769841801067,
                    1.3132616875182228,
                    2.5788897342925496
                },
                new double[] {
                    0.04742587317756679,
                    0.5378828427399902,
                    -0.4378234991142019,
                    0.25,
                    0.6224593312018546,
                    -1.4621171572600098,
                    2.772425459936269
                });
    }

    @Test
    void softmaxIsTorchs() {
        holds(
                new Softmax(),
                new double[] {
                    0.0026558819504687147,
                    0.01962446072415069,
                    0.041544983679041796,
                    0.05334481497976706,
                    0.08795073113870479,
                    0.14500624120201067,
                    0.6498728863258564
                },
                new double[] {
                    -0.002057217302468156,
                    0.0044235666685227,
                    -0.11527026032637555,
                    -0.06799272157762823,
                    -0.06812568074847483,
                    -0.5473389825369687,
                    0.7963612958233924
                });
    }

    @Test
    void sigmoidAndSoftmaxAreStableFarOut() {
        Calculation calculation = new Calculation();
        assertThat(calculation.value(new Sigmoid().apply(calculation.vector("x", 1000, -1000, 0))))
                .containsExactly(1, 0, 0.5);
        assertThat(calculation.value(new Softmax().apply(calculation.vector("logits", 0, 1000, -1000))))
                .containsExactly(0, 1, 0);
    }

    /// Python's `math.erf`.
    @Test
    void erfIsPythons() {
        Calculation calculation = new Calculation();
        Node x = calculation.vector("x", -4, -2.9, -1, -1e-3, 0, 0.3, 1, 2.5, 2.9999, 3, 3.5, 6);
        assertClose(
                calculation.value(calculation.graph().add(new Erf(), x)),
                1e-15,
                -0.9999999845827421,
                -0.9999589021219005,
                -0.8427007929497149,
                -0.0011283787909692365,
                0,
                0.3286267594591274,
                0.8427007929497149,
                0.999593047982555,
                0.9999778955735178,
                0.9999779095030014,
                0.9999992569016276,
                1);
    }

    private static void holds(Activation activation, double[] values, double[] gradients) {
        Calculation calculation = new Calculation();
        Node x = calculation.vector("x", X);
        Node y = activation.apply(x);
        assertClose(calculation.value(y), 1e-14, values);
        assertClose(calculation.gradient(y, x, UPSTREAM), 1e-14, gradients);
    }
}
