package nunchi.experiment;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import nunchi.augment.Augmentation;
import nunchi.augment.Brightness;
import nunchi.augment.Contrast;
import nunchi.augment.CropWithPadding;
import nunchi.augment.Cutout;
import nunchi.augment.FlipHorizontal;
import nunchi.augment.FlipVertical;
import nunchi.augment.Rotate;
import nunchi.augment.Shift;
import nunchi.augment.Zoom;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.check.Remedy;
import nunchi.data.Missing;
import nunchi.data.Splitter;
import nunchi.init.Constant;
import nunchi.init.GlorotNormal;
import nunchi.init.GlorotUniform;
import nunchi.init.HeNormal;
import nunchi.init.HeUniform;
import nunchi.init.Init;
import nunchi.init.LecunNormal;
import nunchi.init.LecunUniform;
import nunchi.init.Normal;
import nunchi.init.Orthogonal;
import nunchi.init.Uniform;
import nunchi.init.Zeros;
import nunchi.layer.Activate;
import nunchi.layer.AveragePool2d;
import nunchi.layer.BatchNorm;
import nunchi.layer.Branches;
import nunchi.layer.Colour;
import nunchi.layer.Conv2d;
import nunchi.layer.Conv2dTranspose;
import nunchi.layer.Dense;
import nunchi.layer.DepthwiseConv2d;
import nunchi.layer.Dropout;
import nunchi.layer.Flatten;
import nunchi.layer.GlobalAveragePool2d;
import nunchi.layer.GlobalMaxPool2d;
import nunchi.layer.Grey;
import nunchi.layer.GroupNorm;
import nunchi.layer.Layer;
import nunchi.layer.LayerNorm;
import nunchi.layer.MaxPool2d;
import nunchi.layer.Padding;
import nunchi.layer.Reshape;
import nunchi.layer.Residual;
import nunchi.layer.Resize;
import nunchi.layer.Scale;
import nunchi.layer.SeparableConv2d;
import nunchi.layer.Sequential;
import nunchi.layer.SpatialDropout;
import nunchi.layer.Standardize;
import nunchi.layer.UpSample2d;
import nunchi.layer.ZeroPad2d;
import nunchi.loss.BinaryCrossEntropy;
import nunchi.loss.Loss;
import nunchi.loss.MeanSquaredError;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.metric.Auc;
import nunchi.metric.F1;
import nunchi.metric.LogLoss;
import nunchi.metric.MeanAbsoluteError;
import nunchi.metric.Metric;
import nunchi.metric.Precision;
import nunchi.metric.R2;
import nunchi.metric.Recall;
import nunchi.metric.RootMeanSquaredError;
import nunchi.metric.TopK;
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
import nunchi.optimizer.Optimizer;
import nunchi.optimizer.RmsProp;
import nunchi.optimizer.Sgd;
import nunchi.saliency.GradCam;
import nunchi.saliency.Gradient;
import nunchi.saliency.IntegratedGradients;
import nunchi.saliency.Occlusion;
import nunchi.saliency.Saliency;
import nunchi.saliency.SmoothGrad;

/// The records that an experiment file may name, by the open interface they implement. One line each; a record of one's
/// own is added by [#with(Class, List)].
public final class Catalogue {
    private static final Catalogue STANDARD = new Catalogue(Map.of())
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
                            UpSample2d.class,
                            Sequential.class,
                            Residual.class,
                            Branches.class,
                            Resize.class,
                            Grey.class,
                            Colour.class,
                            Scale.class,
                            Standardize.class))
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
                            Orthogonal.class))
            .with(Loss.class, List.of(SoftmaxCrossEntropy.class, MeanSquaredError.class, BinaryCrossEntropy.class))
            .with(Optimizer.class, List.of(Sgd.class, RmsProp.class, Adam.class, AdamW.class, Adagrad.class))
            .with(Penalty.class, List.of(L2.class))
            .with(Clip.class, List.of(ClipByNorm.class, ClipByValue.class))
            .with(Constraint.class, List.of(MaxNorm.class))
            .with(
                    Splitter.class,
                    List.of(
                            Splitter.Random.class,
                            Splitter.Last.class,
                            Splitter.Stratified.class,
                            Splitter.KFold.class))
            .with(
                    Missing.class,
                    List.of(
                            Missing.Mean.class,
                            Missing.Median.class,
                            Missing.MostFrequent.class,
                            Missing.Constant.class,
                            Missing.Columns.class))
            .with(
                    Augmentation.class,
                    List.of(
                            FlipHorizontal.class,
                            FlipVertical.class,
                            Shift.class,
                            Rotate.class,
                            Zoom.class,
                            CropWithPadding.class,
                            Cutout.class,
                            Brightness.class,
                            Contrast.class))
            .with(ClassWeights.class, List.of(ClassWeights.Balanced.class, ClassWeights.Explicit.class))
            .with(
                    Metric.class,
                    List.of(
                            TopK.class,
                            Precision.class,
                            Recall.class,
                            F1.class,
                            Auc.class,
                            LogLoss.class,
                            MeanAbsoluteError.class,
                            RootMeanSquaredError.class,
                            R2.class))
            .with(
                    Saliency.class,
                    List.of(
                            Gradient.class,
                            SmoothGrad.class,
                            IntegratedGradients.class,
                            GradCam.class,
                            Occlusion.class));

    private final Map<Class<?>, List<Class<?>>> types;

    private Catalogue(Map<Class<?>, List<Class<?>>> types) {
        this.types = types;
    }

    /// All that Nunchi brings.
    public static Catalogue standard() {
        return Schedules.added(STANDARD);
    }

    /// This catalogue and more records of one kind.
    ///
    /// @param kind the interface: `Layer.class`
    /// @param more public records that implement it
    public <T> Catalogue with(Class<T> kind, List<Class<? extends T>> more) {
        Map<Class<?>, List<Class<?>>> extended = new HashMap<>(types);
        List<Class<?>> ofKind = new ArrayList<>(types.getOrDefault(kind, List.of()));
        ofKind.addAll(more);
        extended.put(kind, List.copyOf(ofKind));
        return new Catalogue(Map.copyOf(extended));
    }

    /// Whether values of this type are chosen by name.
    public boolean knows(Class<?> kind) {
        return types.containsKey(kind);
    }

    /// The records of a kind, in the order they were added.
    public List<Class<?>> of(Class<?> kind) {
        return types.get(kind);
    }

    /// The record of this name, however its case, hyphens and underscores are written.
    ///
    /// @throws nunchi.check.InvalidRequestException for an unknown name, listing the known ones
    public Class<?> find(Class<?> kind, String name) {
        return of(kind).stream()
                .filter(type -> Names.canonical(Names.of(type)).equals(Names.canonical(name)))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(Check.unknown(
                                        Names.of(kind),
                                        name,
                                        of(kind).stream().map(Names::of).toList())
                                .getMessage()
                        + Remedy.ADD_RECORD));
    }

    /// A value of a kind, if files can name it.
    ///
    /// @throws InvalidRequestException when it is no public record, or the catalogue lacks it
    Record registered(Class<?> kind, Object value) {
        Class<?> type = value.getClass();
        boolean visible = Modifier.isPublic(type.getModifiers())
                && type.getModule().isExported(type.getPackageName(), Catalogue.class.getModule());
        Check.require(
                value instanceof Record && visible && of(kind).contains(type),
                "%s cannot be written to a run's files as the %s of an experiment; make it a public record in an exported package and add it by "
                                .formatted(title(type), Names.of(kind))
                        + "RunOptions.withCatalogue(Catalogue.standard().with(%s.class, …)), or train without a folder by Trainer.train"
                                .formatted(kind.getSimpleName()));
        return (Record) value;
    }

    private static String title(Class<?> type) {
        if (type.isHidden() || type.isSynthetic()) {
            return "a lambda expression";
        }
        String kind = type.isRecord() ? "record" : type.isEnum() ? "enum" : "class";
        return type.isAnonymousClass() ? "an anonymous class" : "the %s %s".formatted(kind, type.getSimpleName());
    }
}
