package org.rostrum.benchmarks;

import java.util.List;

/** One thing that can be measured. */
interface Benchmark {
    String name();

    /** What is compared with what, in a line. */
    String about();

    /** What has to be known to judge the figures, printed below them. */
    String method();

    /** Measures, and tells by {@link Setup#say} how far it is. */
    List<Line> run(Setup setup) throws Exception;
}
