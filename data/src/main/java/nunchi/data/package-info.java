/// Data sets: where examples come from ([DataCatalogue], [Dataset]), how they are cut ([Datasets], [Splits]) and
/// brought into batches ([BatchStream]).
@NullMarked
package nunchi.data;

import org.jspecify.annotations.NullMarked;
