// The pictures that the documentation shows are of the procedures as they are now.
#include <regex>

#include "engine/draw/svg.hpp"
#include "tests/draw/given.hpp"

namespace gavel::draw {
namespace {

/// Without the digest of the file, which changes with every comment in it.
std::string without_digest(const std::string& drawing) {
  return std::regex_replace(drawing, std::regex("SHA-256 [0-9a-f]{12}"), "SHA-256");
}

TEST(Pictures, AreOfTheProceduresAsTheyAre) {
  for (const std::string name :
       {"major-decision", "letters", "collective-vote", "catalogue", "follow-up"}) {
    const std::string source = "workflows/" + name + ".scxml",
                      picture = "workflows/" + name + ".svg";
    const std::string drawn =
        svg(*read(file_text(source)), {.language = Language::en, .active = {}});
    EXPECT_TRUE(without_digest(file_text(picture)) == without_digest(drawn))
        << picture << " is out of date: ./run draw " << source << " --language en -o " << picture;
  }
}

}  // namespace
}  // namespace gavel::draw
