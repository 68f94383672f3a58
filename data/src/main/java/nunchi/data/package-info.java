/// Data sets: where examples come from ([DataCatalogue], [Dataset]), how they are cut ([Parts], [Splits]) and brought
/// into batches ([BatchStream]).
@NullMarked
package nunchi.data;

import org.jspecify.annotations.NullMarked;
