package nunchi.data;

/// A column of a table.
///
/// @param position from 0
/// @param name     as in the header; empty where there was none
public record TableColumn(int position, String name) {
}
