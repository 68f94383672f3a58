package nunchi.record;

import org.jspecify.annotations.Nullable;

/// How far clusters agree with classes; every key is absent where no classes are known.
///
/// @param adjustedRand      adjusted Rand index (ARI); absent without classes
/// @param mutualInformation normalized mutual information (NMI); absent without classes
/// @param purity            purity; absent without classes
public record AgreementRecord(
        @Nullable Double adjustedRand,
        @Nullable Double mutualInformation,
        @Nullable Double purity) {}
