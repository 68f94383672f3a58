package nunchi.report;

import java.util.List;

/// An experiment, search or study of a lab.
///
/// @param title  the lab's for it, else its own
/// @param folder its files
record LabMember(String title, Folder folder) {

    /// In the lab's order; none of what is no lab.
    static List<LabMember> of(Folder lab) {
        return lab.lab().members().stream()
                .map(member -> {
                    Folder folder = lab.inner(member.folder() == null ? "." : member.folder());
                    return new LabMember(member.title() == null ? folder.title() : member.title(), folder);
                })
                .toList();
    }
}
