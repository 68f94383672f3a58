package nunchi.spark;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.rdd.RDD;
import org.apache.spark.util.Utils;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/// Asks every host of the executors whether it can train, before anything is trained.
///
/// @param needs of the search
record Probe(Needs needs) implements Function<String, String[]> {

    /// What a host answers.
    ///
    /// @param problem   in one sentence; empty for none
    /// @param lacksData whether all would be well with the driver's data
    record Answer(String host, String problem, boolean lacksData) {}

    /// An executor that begins later is asked by its first trial.
    ///
    /// @return of the hosts that have a problem
    static List<Answer> problems(Needs needs, SparkContext context) {
        // A first one, which waits until there is an executor at all.
        ask(needs, Set.of(Utils.localHostName()), context);
        Set<String> hosts = new TreeSet<>();
        for (String address :
                CollectionConverters.asJava(context.getExecutorMemoryStatus()).keySet()) {
            hosts.add(address.substring(0, address.lastIndexOf(':')));
        }
        return ask(needs, hosts, context).stream()
                .filter(answer -> !answer.problem().isEmpty())
                .toList();
    }

    private static Set<Answer> ask(Needs needs, Set<String> hosts, SparkContext context) {
        List<Tuple2<String, Seq<String>>> places = new ArrayList<>();
        hosts.forEach(host -> places.add(
                new Tuple2<>(host, CollectionConverters.asScala(List.of(host)).toSeq())));
        RDD<String> asked =
                context.makeRDD(CollectionConverters.asScala(places).toSeq(), ClassTag$.MODULE$.apply(String.class));
        Set<Answer> answers = new LinkedHashSet<>();
        asked.toJavaRDD()
                .map(new Probe(needs))
                .collect()
                .forEach(answer -> answers.add(new Answer(answer[0], answer[1], !answer[2].isEmpty())));
        return answers;
    }

    @Override
    public String[] call(String wanted) {
        try {
            ReadyExecutor.of(needs);
            return new String[] {host(), "", ""};
        } catch (UnfitHostException unfit) {
            return new String[] {host(), unfit.getMessage(), unfit.lacksData() ? "data" : ""};
        }
    }

    /// This process's own.
    static String host() {
        return SparkEnv.get().blockManager().blockManagerId().host();
    }
}
