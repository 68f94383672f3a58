/// A program that uses Nunchi as a library.
module consumer {
    requires nunchi.workbench;
}
