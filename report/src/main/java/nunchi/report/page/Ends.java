package nunchi.report.page;

import com.fasterxml.jackson.annotation.JsonFormat;

/// Two numbers: both ends of an interval, or a corner of the plane.
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
public record Ends(double low, double high) {}
