/// Finds what is registered with [java.util.ServiceLoader], in programs packed into one jar too: [Providers].
@NullMarked
package nunchi.service;

import org.jspecify.annotations.NullMarked;
