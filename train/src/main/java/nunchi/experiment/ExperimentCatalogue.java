package nunchi.experiment;

import java.util.List;
import java.util.function.UnaryOperator;
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
import nunchi.codec.Catalogue;
import nunchi.codec.CatalogueProvider;
import nunchi.data.Missing;
import nunchi.data.Splitter;
import nunchi.metric.Auc;
import nunchi.metric.BitsPerCharacter;
import nunchi.metric.Bleu;
import nunchi.metric.CharacterBleu;
import nunchi.metric.Chrf;
import nunchi.metric.ExactMatch;
import nunchi.metric.F1;
import nunchi.metric.LogLoss;
import nunchi.metric.MatthewsCorrelation;
import nunchi.metric.MeanAbsoluteError;
import nunchi.metric.Metric;
import nunchi.metric.Perplexity;
import nunchi.metric.Precision;
import nunchi.metric.R2;
import nunchi.metric.Recall;
import nunchi.metric.RootMeanSquaredError;
import nunchi.metric.TokenAccuracy;
import nunchi.metric.TopK;
import nunchi.saliency.GradCam;
import nunchi.saliency.Gradient;
import nunchi.saliency.IntegratedGradients;
import nunchi.saliency.Occlusion;
import nunchi.saliency.Saliency;
import nunchi.saliency.SmoothGrad;
import nunchi.token.Tokens;

/// The splits, fillings, tokens, random changes, weights of classes, metrics and saliency methods that an experiment
/// may name. One line each.
public final class ExperimentCatalogue implements CatalogueProvider {
    private static final UnaryOperator<Catalogue> RECORDS = catalogue -> catalogue
            .with(
                    Splitter.class,
                    List.of(
                            Splitter.Random.class,
                            Splitter.Last.class,
                            Splitter.Stratified.class,
                            Splitter.BySource.class,
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
                    Tokens.class,
                    List.of(Tokens.Characters.class, Tokens.Jamo.class, Tokens.Words.class, Tokens.Subwords.class))
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
                            MatthewsCorrelation.class,
                            MeanAbsoluteError.class,
                            RootMeanSquaredError.class,
                            R2.class,
                            ExactMatch.class,
                            TokenAccuracy.class,
                            Perplexity.class,
                            BitsPerCharacter.class,
                            Bleu.class,
                            CharacterBleu.class,
                            Chrf.class))
            .with(
                    Saliency.class,
                    List.of(
                            Gradient.class,
                            SmoothGrad.class,
                            IntegratedGradients.class,
                            GradCam.class,
                            Occlusion.class));

    @Override
    public Catalogue add(Catalogue catalogue) {
        return RECORDS.apply(catalogue);
    }
}
