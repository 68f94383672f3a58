/// Data sets: where examples come from ([DataCatalogue], [Dataset]), how they are cut ([Parts], [Splits]) and brought
/// into batches ([BatchStream]).
package nunchi.data;
