/// Files that other programs read and write: NumPy's arrays, safetensors, tables.
package nunchi.interchange;
