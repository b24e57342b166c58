package org.rostrum.buildtools.bill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LicenceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    The Apache Software License, Version 2.0 | http://www.apache.org/licenses/LICENSE-2.0.txt | Apache-2.0
                    MIT License | http://www.opensource.org/licenses/mit-license.php | MIT
                    EDL 1.0 | http://www.eclipse.org/org/documents/edl-v10.php | BSD-3-Clause
                    EPL 2.0 | http://www.eclipse.org/legal/epl-2.0 | EPL-2.0
                    GPL2 w/ CPE | https://www.gnu.org/software/classpath/license.html | GPL-2.0-only WITH Classpath-exception-2.0
                    GNU General Public License, version 2 | https://www.gnu.org/licenses/gpl-2.0.html | GPL-2.0-or-later
                    GNU Lesser General Public License | http://www.gnu.org/licenses/lgpl-3.0.html | LGPL-2.1-or-later
                    Bouncy Castle Licence | https://www.bouncycastle.org/licence.html | LicenseRef-Bouncy-Castle
                    BSD-3-Clause | https://asm.ow2.io/license.html | BSD-3-Clause
                    BSD-2-Clause | https://jdbc.postgresql.org/about/license.html | BSD-2-Clause
                    """)
    void idOf_knowsTheNamesThatPomsUse(String name, String address, String id) {
        assertThat(Licence.idOf(name, address)).contains(id);
    }

    @ParameterizedTest
    @CsvSource({"Proprietary, https://example.org/terms", "Commercial, ''"})
    void idOf_isEmptyForOthers(String name, String address) {
        assertThat(Licence.idOf(name, address)).isEmpty();
    }
}
