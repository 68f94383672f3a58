package nunchi.codec;

import java.util.List;
import java.util.function.UnaryOperator;
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
import nunchi.init.Constant;
import nunchi.init.Dirac;
import nunchi.init.GlorotNormal;
import nunchi.init.GlorotUniform;
import nunchi.init.HeNormal;
import nunchi.init.HeUniform;
import nunchi.init.Identity;
import nunchi.init.Init;
import nunchi.init.LecunNormal;
import nunchi.init.LecunUniform;
import nunchi.init.Normal;
import nunchi.init.Orthogonal;
import nunchi.init.Uniform;
import nunchi.init.VarianceScaling;
import nunchi.init.Zeros;
import nunchi.layer.Activate;
import nunchi.layer.Attention;
import nunchi.layer.AveragePool2d;
import nunchi.layer.BatchNorm;
import nunchi.layer.Bidirectional;
import nunchi.layer.Branches;
import nunchi.layer.Colour;
import nunchi.layer.Conv2d;
import nunchi.layer.Conv2dTranspose;
import nunchi.layer.Crop2d;
import nunchi.layer.CrossAttention;
import nunchi.layer.Dense;
import nunchi.layer.DepthwiseConv2d;
import nunchi.layer.Dropout;
import nunchi.layer.Embedding;
import nunchi.layer.EncoderDecoder;
import nunchi.layer.Flatten;
import nunchi.layer.GlobalAveragePool2d;
import nunchi.layer.GlobalMaxPool2d;
import nunchi.layer.Grey;
import nunchi.layer.GroupNorm;
import nunchi.layer.Gru;
import nunchi.layer.LastStep;
import nunchi.layer.Layer;
import nunchi.layer.LayerNorm;
import nunchi.layer.Logits;
import nunchi.layer.Lstm;
import nunchi.layer.MaxOverTime;
import nunchi.layer.MaxPool2d;
import nunchi.layer.MeanOverTime;
import nunchi.layer.OneHot;
import nunchi.layer.Padding;
import nunchi.layer.PeepholeLstm;
import nunchi.layer.Positions;
import nunchi.layer.RecurrentAttention;
import nunchi.layer.RecurrentCell;
import nunchi.layer.RepeatVector;
import nunchi.layer.Reshape;
import nunchi.layer.Residual;
import nunchi.layer.Resize;
import nunchi.layer.Scale;
import nunchi.layer.SeparableConv2d;
import nunchi.layer.Sequential;
import nunchi.layer.SimpleRnn;
import nunchi.layer.SpatialDropout;
import nunchi.layer.Standardize;
import nunchi.layer.TransformerBlock;
import nunchi.layer.Unrolled;
import nunchi.layer.UpSample2d;
import nunchi.layer.Whiten;
import nunchi.layer.ZeroPad2d;
import nunchi.loss.AbsoluteError;
import nunchi.loss.BinaryCrossEntropy;
import nunchi.loss.Loss;
import nunchi.loss.MeanSquaredError;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.network.Clip;
import nunchi.network.ClipByNorm;
import nunchi.network.ClipByValue;
import nunchi.network.Constraint;
import nunchi.network.L2;
import nunchi.network.MaxNorm;
import nunchi.network.Penalty;
import nunchi.optimizer.Adagrad;
import nunchi.optimizer.Adam;
import nunchi.optimizer.AdamW;
import nunchi.optimizer.Lookahead;
import nunchi.optimizer.Optimizer;
import nunchi.optimizer.RmsProp;
import nunchi.optimizer.Sgd;
import nunchi.schedule.ConstantRate;
import nunchi.schedule.Cosine;
import nunchi.schedule.Exponential;
import nunchi.schedule.OneCycle;
import nunchi.schedule.PiecewiseLinear;
import nunchi.schedule.Schedule;
import nunchi.schedule.Steps;
import nunchi.schedule.WarmUp;

/// The layers, activations, initial values, losses, optimizers and schedules of `core`. One line each.
public final class CoreCatalogue implements CatalogueProvider {
    private static final UnaryOperator<Catalogue> RECORDS = catalogue -> catalogue
            .with(
                    Layer.class,
                    List.of(
                            Dense.class,
                            Activate.class,
                            Flatten.class,
                            Reshape.class,
                            Dropout.class,
                            SpatialDropout.class,
                            BatchNorm.class,
                            LayerNorm.class,
                            GroupNorm.class,
                            Conv2d.class,
                            DepthwiseConv2d.class,
                            SeparableConv2d.class,
                            Conv2dTranspose.class,
                            MaxPool2d.class,
                            AveragePool2d.class,
                            GlobalMaxPool2d.class,
                            GlobalAveragePool2d.class,
                            ZeroPad2d.class,
                            Crop2d.class,
                            UpSample2d.class,
                            Sequential.class,
                            Residual.class,
                            Branches.class,
                            Embedding.class,
                            OneHot.class,
                            MeanOverTime.class,
                            MaxOverTime.class,
                            LastStep.class,
                            RepeatVector.class,
                            Logits.class,
                            EncoderDecoder.class,
                            CrossAttention.class,
                            SimpleRnn.class,
                            Lstm.class,
                            Gru.class,
                            Bidirectional.class,
                            Unrolled.class,
                            RecurrentAttention.class,
                            Positions.class,
                            Attention.class,
                            TransformerBlock.class,
                            Resize.class,
                            Grey.class,
                            Colour.class,
                            Scale.class,
                            Standardize.class,
                            Whiten.class))
            .with(RecurrentCell.class, List.of(PeepholeLstm.class))
            .with(Padding.class, List.of(Padding.Valid.class, Padding.Same.class, Padding.Explicit.class))
            .with(
                    Activation.class,
                    List.of(
                            Linear.class,
                            Sigmoid.class,
                            Tanh.class,
                            Relu.class,
                            LeakyRelu.class,
                            Elu.class,
                            Gelu.class,
                            Silu.class,
                            Softplus.class,
                            Softmax.class))
            .with(
                    Init.class,
                    List.of(
                            Zeros.class,
                            Constant.class,
                            Normal.class,
                            Uniform.class,
                            GlorotUniform.class,
                            GlorotNormal.class,
                            HeUniform.class,
                            HeNormal.class,
                            LecunUniform.class,
                            LecunNormal.class,
                            Orthogonal.class,
                            Identity.class,
                            Dirac.class,
                            VarianceScaling.class))
            .with(
                    Loss.class,
                    List.of(
                            SoftmaxCrossEntropy.class,
                            MeanSquaredError.class,
                            AbsoluteError.class,
                            BinaryCrossEntropy.class))
            .with(
                    Optimizer.class,
                    List.of(Sgd.class, RmsProp.class, Adam.class, AdamW.class, Adagrad.class, Lookahead.class))
            .with(Penalty.class, List.of(L2.class))
            .with(Clip.class, List.of(ClipByNorm.class, ClipByValue.class))
            .with(Constraint.class, List.of(MaxNorm.class))
            .with(
                    Schedule.class,
                    List.of(
                            ConstantRate.class,
                            Steps.class,
                            Exponential.class,
                            Cosine.class,
                            WarmUp.class,
                            OneCycle.class,
                            PiecewiseLinear.class));

    @Override
    public Catalogue add(Catalogue catalogue) {
        return RECORDS.apply(catalogue);
    }
}
