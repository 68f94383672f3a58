package nunchi.run;

/// The keys of layers and data of sequences, as [KeyEffects] has others.
final class SequenceKeyEffects {
    static final String REVERSE =
            "data={name: reverse, batch: 20, limit: {train: 70, test: 20}, tokens: characters, targetText: {tokens: characters}}";
    static final String DECODER =
            "model=[{encoderDecoder: {encoder: [{embedding: 6}, {gru: {units: 5, output: sequence}}], "
                    + "decoder: [{embedding: 6}, {gru: {units: 5, output: sequence}}, {%s}, {logits: {}}]}}]";

    /// Key, place, value and other value.
    static final String TABLE = """
            SimpleRnn.units | rows | simpleRnn: 8 | simpleRnn: 6
            SimpleRnn.activation | rows | simpleRnn: 8 | simpleRnn: {units: 8, activation: relu}
            SimpleRnn.init | rows | simpleRnn: {units: 8} | simpleRnn: {units: 8, init: heNormal}
            SimpleRnn.recurrentInit | rows | simpleRnn: {units: 8} | simpleRnn: {units: 8, recurrentInit: heNormal}
            SimpleRnn.bias | rows | simpleRnn: {units: 8} | simpleRnn: {units: 8, bias: false}
            SimpleRnn.reverse | rows | simpleRnn: {units: 8} | simpleRnn: {units: 8, reverse: true}
            SimpleRnn.output | rows | simpleRnn: {units: 8, output: mean} | simpleRnn: {units: 8, output: max}
            SimpleRnn.convention | rows | simpleRnn: {units: 8} | simpleRnn: {units: 8, convention: pytorch}
            Embedding.size | set | model=[{reshape: [64]}, {embedding: {size: 4, vocabulary: 17}}, meanOverTime, {dense: {units: 10}}] | \
            model=[{reshape: [64]}, {embedding: {size: 5, vocabulary: 17}}, meanOverTime, {dense: {units: 10}}]
            Embedding.vocabulary | set | model=[{reshape: [64]}, {embedding: {size: 4, vocabulary: 17}}, meanOverTime, {dense: {units: 10}}] | \
            model=[{reshape: [64]}, {embedding: {size: 4, vocabulary: 18}}, meanOverTime, {dense: {units: 10}}]
            Embedding.init | set | model=[{reshape: [64]}, {embedding: {size: 4, vocabulary: 17}}, meanOverTime, {dense: {units: 10}}] | \
            model=[{reshape: [64]}, {embedding: {size: 4, vocabulary: 17, init: heNormal}}, meanOverTime, {dense: {units: 10}}]
            OneHot.classes | set | model=[{oneHot: {classes: 2}}, flatten, {dense: {units: 10}}] | \
            model=[{oneHot: {classes: 3}}, flatten, {dense: {units: 10}}]
            Lstm.units | rows | lstm: 8 | lstm: 6
            Lstm.init | rows | lstm: {units: 8} | lstm: {units: 8, init: heNormal}
            Lstm.recurrentInit | rows | lstm: {units: 8} | lstm: {units: 8, recurrentInit: heNormal}
            Lstm.bias | rows | lstm: {units: 8} | lstm: {units: 8, bias: false}
            Lstm.reverse | rows | lstm: {units: 8} | lstm: {units: 8, reverse: true}
            Lstm.output | rows | lstm: {units: 8, output: mean} | lstm: {units: 8, output: max}
            Lstm.convention | rows | lstm: {units: 8} | lstm: {units: 8, convention: pytorch}
            Gru.units | rows | gru: 8 | gru: 6
            Gru.init | rows | gru: {units: 8} | gru: {units: 8, init: heNormal}
            Gru.recurrentInit | rows | gru: {units: 8} | gru: {units: 8, recurrentInit: heNormal}
            Gru.bias | rows | gru: {units: 8} | gru: {units: 8, bias: false}
            Gru.reverse | rows | gru: {units: 8} | gru: {units: 8, reverse: true}
            Gru.output | rows | gru: {units: 8, output: mean} | gru: {units: 8, output: max}
            Gru.convention | rows | gru: {units: 8} | gru: {units: 8, convention: pytorch}
            Lstm.forgetBias | rows | lstm: {units: 8} | lstm: {units: 8, forgetBias: 0}
            Gru.resetAfter | rows | gru: {units: 8} | gru: {units: 8, resetAfter: false}
            Bidirectional.layer | rows | bidirectional: {lstm: 8} | bidirectional: {gru: 8}
            Bidirectional.merge | rows | bidirectional: {layer: {lstm: 8}, merge: concatenate} | bidirectional: {layer: {lstm: 8}, merge: sum}
            Positions.kind | steps | positions: learned | positions: sinusoidal
            Positions.init | steps | positions: {kind: learned} | positions: {kind: learned, init: heNormal}
            Attention.heads | steps | attention: 2 | attention: 4
            Attention.size | steps | attention: {heads: 2} | attention: {heads: 2, size: 3}
            Attention.causal | steps | attention: {heads: 2} | attention: {heads: 2, causal: true}
            Attention.dropout | steps | attention: {heads: 2} | attention: {heads: 2, dropout: 0.2}
            Attention.init | steps | attention: {heads: 2} | attention: {heads: 2, init: heNormal}
            Attention.bias | steps | attention: {heads: 2} | attention: {heads: 2, bias: false}
            TransformerBlock.heads | steps | transformerBlock: {heads: 2, units: 6} | transformerBlock: {heads: 4, units: 6}
            TransformerBlock.units | steps | transformerBlock: {heads: 2, units: 6} | transformerBlock: {heads: 2, units: 7}
            TransformerBlock.dropout | steps | transformerBlock: {heads: 2, units: 6} | transformerBlock: {heads: 2, units: 6, dropout: 0.2}
            TransformerBlock.norm | steps | transformerBlock: {heads: 2, units: 6} | transformerBlock: {heads: 2, units: 6, norm: after}
            TransformerBlock.causal | steps | transformerBlock: {heads: 2, units: 6} | transformerBlock: {heads: 2, units: 6, causal: true}
            TransformerBlock.activation | steps | transformerBlock: {heads: 2, units: 6} | transformerBlock: {heads: 2, units: 6, activation: tanh}
            TransformerBlock.init | steps | transformerBlock: {heads: 2, units: 6} | transformerBlock: {heads: 2, units: 6, init: heNormal}
            TransformerBlock.epsilon | steps | transformerBlock: {heads: 2, units: 6} | transformerBlock: {heads: 2, units: 6, epsilon: 0.1}
            DataSettings.targetText | texts | tokens: characters, targetText: {tokens: characters} | \
            tokens: characters, targetText: {tokens: characters, countPadding: true}
            TargetText.countPadding | texts | tokens: characters, targetText: {tokens: characters} | \
            tokens: characters, targetText: {tokens: characters, countPadding: true}
            TextSettings.reverse | texts | tokens: characters, targetText: {tokens: characters} | \
            tokens: characters, reverse: true, targetText: {tokens: characters}
            TextSettings.startsWith | texts | tokens: characters, targetText: {tokens: characters} | \
            tokens: characters, startsWith: [a, b, c, d, e, f, g, h, i, j, k], targetText: {tokens: characters}
            LengthSettings.skipLonger | texts | tokens: characters, length: {max: 12}, targetText: {tokens: characters} | \
            tokens: characters, length: {max: 8, skipLonger: true}, targetText: {tokens: characters}
            BySource.amount | texts | tokens: characters, targetText: {tokens: characters}, validation: {bySource: 0.2} | \
            tokens: characters, targetText: {tokens: characters}, validation: {bySource: 0.3}
            BySource.seed | texts | tokens: characters, targetText: {tokens: characters}, validation: {bySource: {amount: 0.2, seed: 1}} | \
            tokens: characters, targetText: {tokens: characters}, validation: {bySource: {amount: 0.2, seed: 2}}
            StudySettings.decode | decode | null | {beam: 4}
            DecodeSettings.beam | decode | {beam: 2} | {beam: 5}
            DecodeSettings.lengthPenalty | decode | {beam: 4, lengthPenalty: 0} | {beam: 4, lengthPenalty: 4}
            DecodeSettings.maxLength | decode | {maxLength: 2} | {maxLength: 5}
            CrossAttention.units | decoder | crossAttention: 5 | crossAttention: 6
            CrossAttention.score | decoder | crossAttention: 5 | crossAttention: {units: 5, score: additive}
            RecurrentAttention.layer | decoder | recurrentAttention: {layer: {gru: {units: 5, output: sequence}}} | \
            recurrentAttention: {layer: {gru: {units: 6, output: sequence}}}
            RecurrentAttention.score | decoder | recurrentAttention: {layer: {gru: {units: 5, output: sequence}}} | \
            recurrentAttention: {layer: {gru: {units: 5, output: sequence}}, score: dot}
            RecurrentAttention.units | decoder | recurrentAttention: {layer: {gru: {units: 5, output: sequence}}} | \
            recurrentAttention: {layer: {gru: {units: 5, output: sequence}}, units: 3}
            Unrolled.cell | rows | unrolled: {cell: {peepholeLstm: {units: 4}}} | unrolled: {cell: {peepholeLstm: {units: 5}}}
            Unrolled.reverse | rows | unrolled: {cell: {peepholeLstm: 4}} | unrolled: {cell: {peepholeLstm: 4}, reverse: true}
            Unrolled.output | rows | unrolled: {cell: {peepholeLstm: 4}, output: mean} | unrolled: {cell: {peepholeLstm: 4}, output: max}
            PeepholeLstm.units | rows | unrolled: {cell: {peepholeLstm: 4}} | unrolled: {cell: {peepholeLstm: 5}}
            RepeatVector.steps | set | model=[{repeatVector: 2}, flatten, {dense: {units: 10}}] | \
            model=[{repeatVector: 3}, flatten, {dense: {units: 10}}]
            Logits.tokens | decoder | dropout: 0}, {logits: 28 | dropout: 0}, {logits: 29
            Logits.tied | model | \
            {encoderDecoder: {encoder: [{embedding: 6}, {gru: 6}], decoder: [{embedding: 6}, {gru: {units: 6, output: sequence}}, {logits: {}}]}} | \
            {encoderDecoder: {encoder: [{embedding: 6}, {gru: 6}], decoder: [{embedding: 6}, {gru: {units: 6, output: sequence}}, {logits: {tied: true}}]}}
            EncoderDecoder.encoder | model | {encoderDecoder: {encoder: [{embedding: 6}, {gru: 5}], decoder: [{oneHot: {}}, {gru: {units: 5, output: sequence}}, {logits: {}}]}} | \
            {encoderDecoder: {encoder: [{embedding: 7}, {gru: 5}], decoder: [{oneHot: {}}, {gru: {units: 5, output: sequence}}, {logits: {}}]}}
            EncoderDecoder.decoder | model | {encoderDecoder: {encoder: [{embedding: 6}, {gru: 5}], decoder: [{oneHot: {}}, {gru: {units: 5, output: sequence}}, {logits: {}}]}} | \
            {encoderDecoder: {encoder: [{embedding: 6}, {gru: 5}], decoder: [{embedding: 6}, {gru: {units: 5, output: sequence}}, {logits: {}}]}}
            """;

    private SequenceKeyEffects() {}
}
