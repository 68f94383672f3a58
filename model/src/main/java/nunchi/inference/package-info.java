/// A model that answers: batches through one program, for one caller or many.
package nunchi.inference;
