/// Sentences for mistakes: [Check] refuses what is wrong, [InvalidRequestException] says what happened where, what was
/// expected and how to mend it.
package nunchi.check;
