package nunchi.record;

import org.jspecify.annotations.Nullable;

/// How far clusters agree with classes; every key is absent where no classes are known.
public record AgreementRecord(
        @Nullable Double adjustedRand,
        @Nullable Double mutualInformation,
        @Nullable Double purity) {}
