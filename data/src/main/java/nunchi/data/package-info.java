/// Data sets: where examples come from ([DataCatalogue], [Dataset]), how they are cut ([Parts]) and brought into
/// batches ([BatchStream]).
package nunchi.data;
