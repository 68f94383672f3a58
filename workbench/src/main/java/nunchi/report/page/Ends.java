package nunchi.report.page;

import com.fasterxml.jackson.annotation.JsonFormat;

/// Both ends of an interval.
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
public record Ends(double low, double high) {}
