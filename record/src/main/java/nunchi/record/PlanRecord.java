package nunchi.record;

/// `claims/plan.json` of a search that several processes train: what all of them must agree in.
///
/// @param nunchi version of Nunchi
/// @param trials number of trials in the plan
/// @param sha256 sha256 of the experiment file that the plan is made from, with every key written out and `parallel` 1
public record PlanRecord(String nunchi, Integer trials, String sha256) {}
