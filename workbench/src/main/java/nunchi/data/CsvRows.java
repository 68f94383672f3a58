package nunchi.data;

/// The rows of a table with all digits.
///
/// @param values `[rows, features]`
/// @param data   the same as a data set; null where the table was read without a label
public record CsvRows(WideRows values, Dataset data) {}
