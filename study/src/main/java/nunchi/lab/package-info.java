/// Studies of several members, run by one command ([Labs]): trainings, searches, clusterings and models that are only
/// counted.
@NullMarked
package nunchi.lab;

import org.jspecify.annotations.NullMarked;
