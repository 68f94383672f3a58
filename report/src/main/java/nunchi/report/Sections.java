package nunchi.report;

import java.util.List;

/// What reports are made of, in reading order: a new section is one file and one line here.
final class Sections {
    static final List<ReportSection> RUN = List.of(
            new OverviewSection(),
            new DataSection(),
            new NetworkSection(),
            new MathematicsSection(),
            new CurvesSection(),
            new DistributionsSection(),
            new ResultsSection(),
            new ConfusionSection(),
            new ConfusedSection(),
            new MistakesSection(),
            new PredictedTextsSection(),
            new TaggedSentencesSection(),
            new GeneratedTextSection(),
            new NearestSection(),
            new CalibrationSection(),
            new ExampleSection(),
            new PicturesSection(),
            new LayersSection(),
            new ClustersSection(),
            new OverTimeSection(),
            new StatesSection(),
            new AttentionSection(),
            new SaliencySection(),
            new FiltersSection(),
            new ReproduceSection());

    /// Of a model that is not trained.
    static final List<ReportSection> OUTLINE = List.of(new NetworkSection(), new MathematicsSection());

    static final List<ReportSection> SEARCH = List.of(
            new SpreadSection(),
            new SettingsSection(),
            new SweepSection(),
            new HeatSection(),
            new ScatterSection(),
            new DifferencesSection(),
            new TrialCurvesSection(),
            new TrialsSection());

    /// Of the trial that a search's page tells of: all of a run's but what the search has told of every trial.
    static final List<ReportSection> TRIAL = RUN.stream()
            .filter(section -> !(section instanceof OverviewSection || section instanceof CurvesSection))
            .toList();

    static final List<ReportSection> LAB = List.of(
            new OutlinesSection(),
            new ComparisonSection(),
            new GapSection(),
            new MemberCurvesSection(),
            new ClippingSection(),
            new MemberGradientsSection(),
            new MemberStatesSection(),
            new SweepSection(),
            new MemberTextsSection(),
            new SideBySideSection());

    /// Of a clustering study.
    static final List<ReportSection> CLUSTERS =
            List.of(new MethodsSection(), new StrengthsSection(), new PointsSection(), new ReproduceSection());

    private Sections() {}
}
