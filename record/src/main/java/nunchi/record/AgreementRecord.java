package nunchi.record;

/// How far clusters agree with classes; every key is absent where no classes are known.
public record AgreementRecord(Double adjustedRand, Double mutualInformation, Double purity) {}
