/// Learning rates over the epochs: [ConstantRate], [Steps], [Cosine], [OneCycle].
package nunchi.schedule;
