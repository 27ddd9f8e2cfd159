#pragma once
// The scheduled tests, one kind at a time.
#include "db/fixity.hpp"

namespace gavel::db::test {

/// The next test of a package; documents that are due are tested on the way.
inline std::optional<FixityResult> test_package(Fixity& fixity, Instant at) {
  for (;;) {
    auto done = fixity.run_once(at);
    if (!done || !done->archival_code.empty()) return done;
  }
}

}  // namespace gavel::db::test
