package nunchi.token;

/// Which end of a text that is too long is left out.
public enum Truncate {
    /// The first tokens are left out.
    START,
    /// The last tokens are left out.
    END
}
