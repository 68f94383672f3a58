package nunchi.run;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Keys of the experiment file with two values each, of which trainings come to different results.
final class KeyEffects {
    /// Where in an experiment a value stands; settings of several keys are parted by `;;`.
    private static final Map<String, String> PLACES = Map.ofEntries(
            Map.entry("set", "%s"),
            Map.entry("layer", "model=[{%s}, {dense: {units: 10}}]"),
            Map.entry(
                    "image",
                    "model=[{reshape: [8, 8, 1]}, {conv2d: {filters: 4, kernel: 3}}, {%s}, flatten, {dense: {units: 10}}]"),
            Map.entry("rows", "model=[{reshape: [8, 8]}, {%s}, {dense: {units: 10}}]"),
            Map.entry("steps", "model=[{reshape: [8, 8]}, {%s}, flatten, {dense: {units: 10}}]"),
            Map.entry(
                    "texts",
                    "data={name: reverse, batch: 20, limit: {train: 70, test: 20}, %s} ;; "
                            + SequenceKeyEffects.DECODER.formatted("dropout: 0")),
            Map.entry("decoder", SequenceKeyEffects.REVERSE + " ;; " + SequenceKeyEffects.DECODER),
            Map.entry(
                    "decode",
                    SequenceKeyEffects.REVERSE + " ;; " + SequenceKeyEffects.DECODER.formatted("crossAttention: 5")
                            + " ;; optimizer={adam: {learningRate: 0.03}} ;; train={epochs: 8, metrics: [tokenAccuracy, chrf]} ;; decode=%s"),
            Map.entry("model", SequenceKeyEffects.REVERSE + " ;; model=[%s]"),
            Map.entry("augment", "data.augment=[{%s}]"),
            Map.entry(
                    "views",
                    "data={name: random, batch: 20, limit: {train: 70}, views: %s} ;; model=[flatten, {dense: 10}]"),
            Map.entry("loss", "loss={%s}"),
            Map.entry("optimizer", "optimizer={%s}"),
            Map.entry("schedule", "optimizer={sgd: {learningRate: {%s}}}"),
            Map.entry("init", "model=[{dense: {units: 10, init: {%s}}}]"),
            Map.entry("activation", "model=[{dense: {units: 16, activation: {%s}}}, {dense: {units: 10}}]"),
            Map.entry("train", "train={epochs: 4, %s}"));

    /// Key, place, value and other value.
    private static final String TABLE = """
            Experiment.data | set | data.batch=20 | data.batch=30
            Learner.model | layer | dense: {units: 16} | dense: {units: 12}
            Learner.loss | loss | softmaxCrossEntropy: {} | softmaxCrossEntropy: {labelSmoothing: 0.1}
            Learner.optimizer | optimizer | sgd: {learningRate: 0.1} | adam: {learningRate: 0.1}
            Experiment.train | set | train.epochs=2 | train.epochs=3
            Experiment.seed | set | seed=1 | seed=2
            Learner.clip | set | clip=null | clip={clipByNorm: 0.01}
            Learner.penalty | set | penalty=null | penalty={l2: 0.1}
            Learner.constraint | set | constraint=null | constraint={maxNorm: 0.5}
            DataSettings.name | set | data.name=digits | data.name=blobs
            DataSettings.validation | set | data.validation={random: 0.2} | data.validation={random: 0.3}
            DataSettings.test | set | data.test={random: 0.2} | data.test={random: 0.3}
            DataSettings.batch | set | data.batch=20 | data.batch=30
            DataSettings.dropLast | set | data.dropLast=false | data.dropLast=true
            DataSettings.shuffle | set | data.shuffle=true | data.shuffle=false
            DataSettings.preprocess | set | data.preprocess=[{scale: 16}] | data.preprocess=[standardize]
            DataSettings.limit | set | data.limit={train: 80} | data.limit={train: 90}
            DataSettings.views | views | null | {}
            Views.mirror | views | {mirror: true, shift: 1} | {mirror: false, shift: 1}
            Views.shift | views | {shift: 1} | {shift: 2}
            Limit.train | set | data.limit={train: 80} | data.limit={train: 90}
            Random.amount | set | data.test={random: 0.2} | data.test={random: 0.3}
            Random.seed | set | data.test={random: {amount: 0.2, seed: 3}} | data.test={random: {amount: 0.2, seed: 4}}
            Last.amount | set | data.test={last: 0.2} | data.test={last: 0.3}
            Stratified.amount | set | data.test={stratified: 0.2} | data.test={stratified: 0.3}
            Stratified.seed | set | data.test={stratified: {amount: 0.2, seed: 3}} | data.test={stratified: {amount: 0.2, seed: 4}}
            KFold.folds | set | data.test={kFold: {folds: 5, fold: 1}} | data.test={kFold: {folds: 4, fold: 1}}
            KFold.fold | set | data.test={kFold: {folds: 5, fold: 1}} | data.test={kFold: {folds: 5, fold: 2}}
            KFold.stratified | set | data.test={kFold: {folds: 5, fold: 1}} | data.test={kFold: {folds: 5, fold: 1, stratified: true}}
            KFold.shuffle | set | data.test={kFold: {folds: 5, fold: 1, shuffle: true}} | data.test={kFold: {folds: 5, fold: 1, shuffle: false}}
            FlipHorizontal.probability | augment | flipHorizontal: 0.5 | flipHorizontal: 0.9
            FlipVertical.probability | augment | flipVertical: 0.5 | flipVertical: 0.9
            Shift.fraction | augment | shift: {fraction: 0.2} | shift: {fraction: 0.3}
            Shift.fill | augment | shift: {fraction: 0.2, fill: constant} | shift: {fraction: 0.2, fill: edge}
            Rotate.degrees | augment | rotate: {degrees: 10} | rotate: {degrees: 30}
            Rotate.fill | augment | rotate: {degrees: 40, fill: constant} | rotate: {degrees: 40, fill: edge}
            Zoom.range | augment | zoom: {range: 0.1} | zoom: {range: 0.3}
            Zoom.fill | augment | zoom: {range: 0.3, fill: constant} | zoom: {range: 0.3, fill: edge}
            CropWithPadding.pixels | augment | cropWithPadding: {pixels: 1} | cropWithPadding: {pixels: 2}
            CropWithPadding.fill | augment | cropWithPadding: {pixels: 2, fill: constant} | cropWithPadding: {pixels: 2, fill: edge}
            Cutout.size | augment | cutout: 2 | cutout: 4
            Brightness.factor | augment | brightness: 0.1 | brightness: 0.3
            Contrast.factor | augment | contrast: 0.1 | contrast: 0.3
            Dense.units | layer | dense: {units: 16} | dense: {units: 12}
            Dense.activation | layer | dense: {units: 16, activation: relu} | dense: {units: 16, activation: tanh}
            Dense.init | layer | dense: {units: 16, init: heUniform} | dense: {units: 16, init: heNormal}
            Dense.bias | layer | dense: {units: 16, bias: true} | dense: {units: 16, bias: false}
            LeakyRelu.slope | activation | leakyRelu: 0.1 | leakyRelu: 0.3
            Elu.alpha | activation | elu: 1 | elu: 0.5
            Gelu.approximate | activation | gelu: {approximate: true} | gelu: {approximate: false}
            Constant.value | init | constant: 0.1 | constant: 0.2
            Normal.mean | init | normal: {mean: 0, deviation: 0.1} | normal: {mean: 0.1, deviation: 0.1}
            Normal.deviation | init | normal: {deviation: 0.1} | normal: {deviation: 0.2}
            Uniform.low | init | uniform: {low: -0.1, high: 0.1} | uniform: {low: -0.2, high: 0.1}
            Uniform.high | init | uniform: {low: -0.1, high: 0.1} | uniform: {low: -0.1, high: 0.2}
            Orthogonal.gain | init | orthogonal: 1 | orthogonal: 2
            Identity.gain | init | identity: 1 | identity: 2
            Dirac.others | image | conv2d: {filters: 6, kernel: 3, init: dirac} | conv2d: {filters: 6, kernel: 3, init: {dirac: zeros}}
            Whiten.kernel | image | whiten: 1 | whiten: 2
            Whiten.epsilon | image | whiten: {kernel: 2, epsilon: 0.001} | whiten: {kernel: 2, epsilon: 0.1}
            FlipHorizontal.alternate | augment | flipHorizontal: {probability: 0.5, alternate: false} | flipHorizontal: {probability: 0.5, alternate: true}
            Lookahead.optimizer | optimizer | lookahead: {sgd: {learningRate: 0.01}} | lookahead: {sgd: {learningRate: 0.02}}
            Lookahead.steps | optimizer | lookahead: {optimizer: {sgd: {learningRate: 0.1}}, steps: 3} | lookahead: {optimizer: {sgd: {learningRate: 0.1}}, steps: 4}
            Lookahead.alpha | optimizer | lookahead: {optimizer: {sgd: {learningRate: 0.1}}, alpha: 0.5} | lookahead: {optimizer: {sgd: {learningRate: 0.1}}, alpha: 0.8}
            TrainSettings.groups | train | groups: [{weights: [bias], learningRate: 2}] | groups: [{weights: [bias], learningRate: 3}]
            WeightGroup.weights | train | groups: [{weights: [bias], learningRate: 2}] | groups: [{weights: [weight], learningRate: 2}]
            WeightGroup.learningRate | train | groups: [{weights: [bias], learningRate: 2}] | groups: [{weights: [bias], learningRate: 0}]
            WeightGroup.weightDecay | set | optimizer={sgd: {learningRate: 0.1, weightDecay: 0.1}} ;; train.groups=[{weights: [weight], weightDecay: 2}] | \
            optimizer={sgd: {learningRate: 0.1, weightDecay: 0.1}} ;; train.groups=[{weights: [weight], weightDecay: 0}]
            Activate.function | layer | activate: relu | activate: tanh
            Reshape.shape | set | model=[{reshape: [8, 8, 1]}, {conv2d: {filters: 2, kernel: 3}}, flatten, {dense: {units: 10}}] | \
            model=[{reshape: [4, 16, 1]}, {conv2d: {filters: 2, kernel: 3}}, flatten, {dense: {units: 10}}]
            Dropout.rate | layer | dropout: 0.1 | dropout: 0.4
            SpatialDropout.rate | image | spatialDropout: 0.1 | spatialDropout: 0.5
            BatchNorm.momentum | layer | batchNorm: {momentum: 0.9} | batchNorm: {momentum: 0.5}
            BatchNorm.epsilon | layer | batchNorm: {epsilon: 0.001} | batchNorm: {epsilon: 0.1}
            BatchNorm.unbiased | layer | batchNorm: {unbiased: true} | batchNorm: {unbiased: false}
            LayerNorm.epsilon | layer | layerNorm: 0.001 | layerNorm: 0.1
            GroupNorm.groups | image | groupNorm: {groups: 2} | groupNorm: {groups: 4}
            GroupNorm.epsilon | image | groupNorm: {groups: 2, epsilon: 0.001} | groupNorm: {groups: 2, epsilon: 0.1}
            Conv2d.filters | image | conv2d: {filters: 2, kernel: 3} | conv2d: {filters: 3, kernel: 3}
            Conv2d.kernel | image | conv2d: {filters: 2, kernel: 3} | conv2d: {filters: 2, kernel: 2}
            Conv2d.stride | image | conv2d: {filters: 2, kernel: 3} | conv2d: {filters: 2, kernel: 3, stride: 2}
            Conv2d.padding | image | conv2d: {filters: 2, kernel: 3} | conv2d: {filters: 2, kernel: 3, padding: same}
            Conv2d.dilation | image | conv2d: {filters: 2, kernel: 3} | conv2d: {filters: 2, kernel: 3, dilation: 2}
            Conv2d.groups | image | conv2d: {filters: 2, kernel: 3} | conv2d: {filters: 2, kernel: 3, groups: 2}
            Conv2d.activation | image | conv2d: {filters: 2, kernel: 3} | conv2d: {filters: 2, kernel: 3, activation: tanh}
            Conv2d.init | image | conv2d: {filters: 2, kernel: 3} | conv2d: {filters: 2, kernel: 3, init: heNormal}
            Conv2d.bias | image | conv2d: {filters: 2, kernel: 3} | conv2d: {filters: 2, kernel: 3, bias: false}
            Size.rows | image | conv2d: {filters: 2, kernel: [3, 3]} | conv2d: {filters: 2, kernel: [2, 3]}
            Size.columns | image | conv2d: {filters: 2, kernel: [3, 3]} | conv2d: {filters: 2, kernel: [3, 2]}
            MaxPool2d.size | image | maxPool2d: {size: 2} | maxPool2d: {size: 3}
            MaxPool2d.stride | image | maxPool2d: {size: 2} | maxPool2d: {size: 2, stride: 1}
            MaxPool2d.padding | image | maxPool2d: {size: 4, padding: valid} | maxPool2d: {size: 4, padding: same}
            AveragePool2d.size | image | averagePool2d: {size: 2} | averagePool2d: {size: 3}
            AveragePool2d.stride | image | averagePool2d: {size: 2} | averagePool2d: {size: 2, stride: 1}
            AveragePool2d.padding | image | averagePool2d: {size: 4, padding: valid} | averagePool2d: {size: 4, padding: same}
            UpSample2d.factor | image | upSample2d: 2 | upSample2d: 3
            Scale.divisor | set | data.preprocess=[{scale: 16}] | data.preprocess=[{scale: 8}]
            SoftmaxCrossEntropy.labelSmoothing | loss | softmaxCrossEntropy: {} | softmaxCrossEntropy: {labelSmoothing: 0.2}
            SoftmaxCrossEntropy.reduction | loss | softmaxCrossEntropy: {reduction: mean} | softmaxCrossEntropy: {reduction: sum}
            Sgd.learningRate | optimizer | sgd: {learningRate: 0.1} | sgd: {learningRate: 0.2}
            Sgd.momentum | optimizer | sgd: {learningRate: 0.1} | sgd: {learningRate: 0.1, momentum: 0.9}
            Sgd.weightDecay | optimizer | sgd: {learningRate: 0.1} | sgd: {learningRate: 0.1, weightDecay: 0.1}
            Sgd.nesterov | optimizer | sgd: {learningRate: 0.1, momentum: 0.9} | sgd: {learningRate: 0.1, momentum: 0.9, nesterov: true}
            ConstantRate.value | schedule | constant: 0.1 | constant: 0.2
            Steps.initial | schedule | steps: {initial: 0.1, factor: 0.5, every: 2} | steps: {initial: 0.2, factor: 0.5, every: 2}
            Steps.factor | schedule | steps: {initial: 0.1, factor: 0.5, every: 2} | steps: {initial: 0.1, factor: 0.2, every: 2}
            Steps.every | schedule | steps: {initial: 0.1, factor: 0.5, every: 2} | steps: {initial: 0.1, factor: 0.5, every: 1}
            Exponential.initial | schedule | exponential: {initial: 0.1, factor: 0.5} | exponential: {initial: 0.2, factor: 0.5}
            Exponential.factor | schedule | exponential: {initial: 0.1, factor: 0.5} | exponential: {initial: 0.1, factor: 0.2}
            Cosine.initial | schedule | cosine: {initial: 0.1, epochs: 4} | cosine: {initial: 0.2, epochs: 4}
            Cosine.epochs | schedule | cosine: {initial: 0.1, epochs: 4} | cosine: {initial: 0.1, epochs: 6}
            Cosine.minimum | schedule | cosine: {initial: 0.1, epochs: 4} | cosine: {initial: 0.1, epochs: 4, minimum: 0.05}
            WarmUp.epochs | schedule | warmUp: {epochs: 2, then: 0.1} | warmUp: {epochs: 3, then: 0.1}
            WarmUp.then | schedule | warmUp: {epochs: 2, then: 0.1} | warmUp: {epochs: 2, then: 0.2}
            OneCycle.peak | schedule | oneCycle: {peak: 0.1, epochs: 4} | oneCycle: {peak: 0.2, epochs: 4}
            OneCycle.epochs | schedule | oneCycle: {peak: 0.1, epochs: 4} | oneCycle: {peak: 0.1, epochs: 6}
            OneCycle.rise | schedule | oneCycle: {peak: 0.1, epochs: 4, rise: 0.3} | oneCycle: {peak: 0.1, epochs: 4, rise: 0.5}
            PiecewiseLinear.epochs | schedule | piecewiseLinear: {epochs: [0, 2], values: [0.1, 0.2]} | piecewiseLinear: {epochs: [0, 1], values: [0.1, 0.2]}
            PiecewiseLinear.values | schedule | piecewiseLinear: {epochs: [0, 2], values: [0.1, 0.2]} | piecewiseLinear: {epochs: [0, 2], values: [0.1, 0.3]}
            VarianceScaling.scale | init | varianceScaling: {scale: 1} | varianceScaling: {scale: 2}
            VarianceScaling.mode | init | varianceScaling: {mode: fan_in} | varianceScaling: {mode: fan_out}
            VarianceScaling.distribution | init | varianceScaling: {distribution: normal} | varianceScaling: {distribution: uniform}
            RmsProp.learningRate | optimizer | rmsProp: {learningRate: 0.01} | rmsProp: {learningRate: 0.02}
            RmsProp.rho | optimizer | rmsProp: {learningRate: 0.01} | rmsProp: {learningRate: 0.01, rho: 0.5}
            RmsProp.momentum | optimizer | rmsProp: {learningRate: 0.01} | rmsProp: {learningRate: 0.01, momentum: 0.5}
            RmsProp.epsilon | optimizer | rmsProp: {learningRate: 0.01} | rmsProp: {learningRate: 0.01, epsilon: 0.1}
            RmsProp.convention | optimizer | rmsProp: {learningRate: 0.01, convention: keras} | rmsProp: {learningRate: 0.01, convention: pytorch}
            Adam.learningRate | optimizer | adam: {learningRate: 0.01} | adam: {learningRate: 0.02}
            Adam.beta1 | optimizer | adam: {learningRate: 0.01} | adam: {learningRate: 0.01, beta1: 0.5}
            Adam.beta2 | optimizer | adam: {learningRate: 0.01} | adam: {learningRate: 0.01, beta2: 0.5}
            Adam.epsilon | optimizer | adam: {learningRate: 0.01} | adam: {learningRate: 0.01, epsilon: 0.1}
            Adam.convention | optimizer | adam: {learningRate: 0.01, convention: keras} | adam: {learningRate: 0.01, convention: pytorch}
            AdamW.learningRate | optimizer | adamW: {learningRate: 0.01} | adamW: {learningRate: 0.02}
            AdamW.weightDecay | optimizer | adamW: {learningRate: 0.01, weightDecay: 0.1} | adamW: {learningRate: 0.01, weightDecay: 0.2}
            AdamW.beta1 | optimizer | adamW: {learningRate: 0.01} | adamW: {learningRate: 0.01, beta1: 0.5}
            AdamW.beta2 | optimizer | adamW: {learningRate: 0.01} | adamW: {learningRate: 0.01, beta2: 0.5}
            AdamW.epsilon | optimizer | adamW: {learningRate: 0.01} | adamW: {learningRate: 0.01, epsilon: 0.1}
            AdamW.convention | optimizer | adamW: {learningRate: 0.01, convention: keras} | adamW: {learningRate: 0.01, convention: pytorch}
            Adagrad.learningRate | optimizer | adagrad: {learningRate: 0.01} | adagrad: {learningRate: 0.02}
            Adagrad.initialAccumulator | optimizer | adagrad: {learningRate: 0.01} | adagrad: {learningRate: 0.01, initialAccumulator: 0.5}
            Adagrad.epsilon | optimizer | adagrad: {learningRate: 0.01} | adagrad: {learningRate: 0.01, epsilon: 0.1}
            Adagrad.convention | optimizer | adagrad: {learningRate: 0.01, convention: keras} | adagrad: {learningRate: 0.01, convention: pytorch}
            TrainSettings.epochs | set | train.epochs=2 | train.epochs=3
            TrainSettings.classWeights | set | train.classWeights=null | train.classWeights=balanced
            TrainSettings.earlyStopping | set | train.earlyStopping=null | train.earlyStopping={monitor: loss, patience: 1, minDelta: 5}
            TrainSettings.reduceOnPlateau | set | train.reduceOnPlateau=null | train.reduceOnPlateau={monitor: loss, factor: 0.1, patience: 1, minDelta: 5}
            EarlyStopping.patience | train | earlyStopping: {monitor: loss, patience: 1, minDelta: 5} | earlyStopping: {monitor: loss, patience: 2, minDelta: 5}
            EarlyStopping.minDelta | train | earlyStopping: {monitor: loss, patience: 1, minDelta: 5} | earlyStopping: {monitor: loss, patience: 1, minDelta: 0}
            EarlyStopping.startFromEpoch | train | earlyStopping: {monitor: loss, patience: 1, minDelta: 5} | \
            earlyStopping: {monitor: loss, patience: 1, minDelta: 5, startFromEpoch: 2}
            EarlyStopping.restoreBest | train | earlyStopping: {monitor: loss, patience: 2, minDelta: 5, restoreBest: false} | \
            earlyStopping: {monitor: loss, patience: 2, minDelta: 5, restoreBest: true}
            ReduceOnPlateau.factor | train | reduceOnPlateau: {monitor: loss, factor: 0.1, patience: 1, minDelta: 5} | \
            reduceOnPlateau: {monitor: loss, factor: 0.5, patience: 1, minDelta: 5}
            ReduceOnPlateau.patience | train | reduceOnPlateau: {monitor: loss, factor: 0.1, patience: 1, minDelta: 5} | \
            reduceOnPlateau: {monitor: loss, factor: 0.1, patience: 2, minDelta: 5}
            ReduceOnPlateau.minDelta | train | reduceOnPlateau: {monitor: loss, factor: 0.1, patience: 1, minDelta: 5} | \
            reduceOnPlateau: {monitor: loss, factor: 0.1, patience: 1, minDelta: 0}
            ReduceOnPlateau.cooldown | train | reduceOnPlateau: {monitor: loss, factor: 0.1, patience: 1, minDelta: 5} | \
            reduceOnPlateau: {monitor: loss, factor: 0.1, patience: 1, minDelta: 5, cooldown: 2}
            L2.factor | set | penalty={l2: 0.1} | penalty={l2: 0.2}
            L2.convention | set | penalty={l2: {factor: 0.1, convention: keras}} | penalty={l2: {factor: 0.1, convention: pytorch}}
            ClipByNorm.limit | set | clip={clipByNorm: 0.01} | clip={clipByNorm: 0.02}
            ClipByNorm.global | set | clip={clipByNorm: {limit: 0.01, global: true}} | clip={clipByNorm: {limit: 0.01, global: false}}
            ClipByValue.limit | set | clip={clipByValue: 0.001} | clip={clipByValue: 0.002}
            MaxNorm.limit | set | constraint={maxNorm: 0.5} | constraint={maxNorm: 0.4}
            Random.generator | set | data.test={random: {amount: 0.2, seed: 3, generator: nunchi}} | data.test={random: {amount: 0.2, seed: 3, generator: numpy}}
            DepthwiseConv2d.kernel | image | depthwiseConv2d: {kernel: 3} | depthwiseConv2d: {kernel: 2}
            DepthwiseConv2d.multiplier | image | depthwiseConv2d: {kernel: 3} | depthwiseConv2d: {kernel: 3, multiplier: 2}
            DepthwiseConv2d.stride | image | depthwiseConv2d: {kernel: 3} | depthwiseConv2d: {kernel: 3, stride: 2}
            DepthwiseConv2d.padding | image | depthwiseConv2d: {kernel: 3} | depthwiseConv2d: {kernel: 3, padding: same}
            DepthwiseConv2d.dilation | image | depthwiseConv2d: {kernel: 3} | depthwiseConv2d: {kernel: 3, dilation: 2}
            DepthwiseConv2d.activation | image | depthwiseConv2d: {kernel: 3} | depthwiseConv2d: {kernel: 3, activation: tanh}
            DepthwiseConv2d.init | image | depthwiseConv2d: {kernel: 3} | depthwiseConv2d: {kernel: 3, init: heNormal}
            DepthwiseConv2d.bias | image | depthwiseConv2d: {kernel: 3} | depthwiseConv2d: {kernel: 3, bias: false}
            SeparableConv2d.filters | image | separableConv2d: {filters: 2, kernel: 3} | separableConv2d: {filters: 3, kernel: 3}
            SeparableConv2d.kernel | image | separableConv2d: {filters: 2, kernel: 3} | separableConv2d: {filters: 2, kernel: 2}
            SeparableConv2d.stride | image | separableConv2d: {filters: 2, kernel: 3} | separableConv2d: {filters: 2, kernel: 3, stride: 2}
            SeparableConv2d.padding | image | separableConv2d: {filters: 2, kernel: 3} | separableConv2d: {filters: 2, kernel: 3, padding: same}
            SeparableConv2d.dilation | image | separableConv2d: {filters: 2, kernel: 3} | separableConv2d: {filters: 2, kernel: 3, dilation: 2}
            SeparableConv2d.multiplier | image | separableConv2d: {filters: 2, kernel: 3} | separableConv2d: {filters: 2, kernel: 3, multiplier: 2}
            SeparableConv2d.activation | image | separableConv2d: {filters: 2, kernel: 3} | separableConv2d: {filters: 2, kernel: 3, activation: tanh}
            SeparableConv2d.init | image | separableConv2d: {filters: 2, kernel: 3} | separableConv2d: {filters: 2, kernel: 3, init: heNormal}
            SeparableConv2d.bias | image | separableConv2d: {filters: 2, kernel: 3} | separableConv2d: {filters: 2, kernel: 3, bias: false}
            Conv2dTranspose.filters | image | conv2dTranspose: {filters: 2, kernel: 3} | conv2dTranspose: {filters: 3, kernel: 3}
            Conv2dTranspose.kernel | image | conv2dTranspose: {filters: 2, kernel: 3} | conv2dTranspose: {filters: 2, kernel: 2}
            Conv2dTranspose.stride | image | conv2dTranspose: {filters: 2, kernel: 3} | conv2dTranspose: {filters: 2, kernel: 3, stride: 2}
            Conv2dTranspose.padding | image | conv2dTranspose: {filters: 2, kernel: 3} | conv2dTranspose: {filters: 2, kernel: 3, padding: same}
            Conv2dTranspose.dilation | image | conv2dTranspose: {filters: 2, kernel: 3} | conv2dTranspose: {filters: 2, kernel: 3, dilation: 2}
            Conv2dTranspose.groups | image | conv2dTranspose: {filters: 2, kernel: 3} | conv2dTranspose: {filters: 2, kernel: 3, groups: 2}
            Conv2dTranspose.activation | image | conv2dTranspose: {filters: 2, kernel: 3} | conv2dTranspose: {filters: 2, kernel: 3, activation: tanh}
            Conv2dTranspose.init | image | conv2dTranspose: {filters: 2, kernel: 3} | conv2dTranspose: {filters: 2, kernel: 3, init: heNormal}
            Conv2dTranspose.bias | image | conv2dTranspose: {filters: 2, kernel: 3} | conv2dTranspose: {filters: 2, kernel: 3, bias: false}
            ZeroPad2d.top | image | zeroPad2d: {top: 1, bottom: 1, left: 1, right: 1} | zeroPad2d: {top: 2, bottom: 1, left: 1, right: 1}
            ZeroPad2d.bottom | image | zeroPad2d: {top: 1, bottom: 1, left: 1, right: 1} | zeroPad2d: {top: 1, bottom: 2, left: 1, right: 1}
            ZeroPad2d.left | image | zeroPad2d: {top: 1, bottom: 1, left: 1, right: 1} | zeroPad2d: {top: 1, bottom: 1, left: 2, right: 1}
            ZeroPad2d.right | image | zeroPad2d: {top: 1, bottom: 1, left: 1, right: 1} | zeroPad2d: {top: 1, bottom: 1, left: 1, right: 2}
            Crop2d.top | image | crop2d: {top: 1, bottom: 1, left: 1, right: 1} | crop2d: {top: 2, bottom: 1, left: 1, right: 1}
            Crop2d.bottom | image | crop2d: {top: 1, bottom: 1, left: 1, right: 1} | crop2d: {top: 1, bottom: 2, left: 1, right: 1}
            Crop2d.left | image | crop2d: {top: 1, bottom: 1, left: 1, right: 1} | crop2d: {top: 1, bottom: 1, left: 2, right: 1}
            Crop2d.right | image | crop2d: {top: 1, bottom: 1, left: 1, right: 1} | crop2d: {top: 1, bottom: 1, left: 1, right: 2}
            Resize.size | image | resize: 4 | resize: 3
            Sequential.layers | layer | sequential: [{dense: {units: 16}}] | sequential: [{dense: {units: 12}}]
            Residual.layers | layer | residual: {layers: [{dense: {units: 64}}]} | residual: {layers: [{dense: {units: 64, activation: relu}}]}
            Residual.shortcut | layer | residual: {layers: [{dense: {units: 8}}], shortcut: [{dense: {units: 8}}]} | \
            residual: {layers: [{dense: {units: 8}}], shortcut: [{dense: {units: 8, activation: relu}}]}
            Branches.branches | layer | branches: [[{dense: {units: 8}}], [{dense: {units: 4}}]] | branches: [[{dense: {units: 8}}], [{dense: {units: 5}}]]
            TopK.k | train | metrics: [{topK: 2}] | metrics: [{topK: 3}]
            Precision.average | train | metrics: [{precision: {average: macro}}] | metrics: [{precision: {average: weighted}}]
            Recall.average | train | metrics: [{recall: {average: macro}}] | metrics: [{recall: {average: weighted}}]
            F1.average | train | metrics: [{f1: {average: macro}}] | metrics: [{f1: {average: weighted}}]
            TrainSettings.metrics | train | metrics: [f1] | metrics: [auc]
            Course.interventions | set | interventions=[] | interventions=[{epoch: 2, step: 1, key: optimizer.learningRate, value: 0.2}]
            Intervention.epoch | set | interventions=[{epoch: 2, step: 1, key: stop}] | interventions=[{epoch: 1, step: 1, key: stop}]
            Intervention.step | set | interventions=[{epoch: 2, step: 1, key: optimizer.learningRate, value: 0.2}] | \
            interventions=[{epoch: 2, step: 2, key: optimizer.learningRate, value: 0.2}]
            Intervention.key | set | interventions=[{epoch: 2, step: 1, key: stop}] | interventions=[{epoch: 2, step: 1, key: optimizer.learningRate, value: 0.2}]
            Intervention.value | set | interventions=[{epoch: 2, step: 1, key: optimizer.learningRate, value: 0.2}] | \
            interventions=[{epoch: 2, step: 1, key: optimizer.learningRate, value: 0.3}]
            Sgd.convention | optimizer | sgd: {learningRate: 0.1, momentum: 0.9, convention: keras} | sgd: {learningRate: 0.1, momentum: 0.9, convention: pytorch}
            """;

    private KeyEffects() {}

    /// @param setting and another, each `key.path=value`
    record Effect(String key, String setting, String other) {
        @Override
        public String toString() {
            return key;
        }
    }

    static List<Effect> all() {
        return Stream.concat(TABLE.lines(), SequenceKeyEffects.TABLE.lines())
                .map(line -> line.split(" \\| "))
                .map(cells -> new Effect(cells[0], placed(cells[1], cells[2]), placed(cells[1], cells[3])))
                .toList();
    }

    private static String placed(String place, String value) {
        return PLACES.get(place.strip()).formatted(value.strip());
    }

    static Stream<String> keys() {
        return all().stream().map(Effect::key);
    }
}
