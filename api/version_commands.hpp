#pragma once
// The commands about versions of a procedure. Each prints to standard output, errors to standard
// error, and gives the exit code.
#include <filesystem>
#include <string>
#include <vector>

namespace gavel {

struct DiffRequest {
  std::filesystem::path from, to;
  bool json = false;
};
/// What two procedure files differ in, a line a change. 1 when either cannot be read.
[[nodiscard]] int print_difference(const DiffRequest& request);

/// A move goes through a server and not to its database: the server knows who asks, whether they
/// may, and what the matter is at that moment; a command that wrote past it would have to be
/// trusted with all three.
struct MoveRequest {
  std::string matter;
  std::string to;  ///< Version or digest; empty: the version in force.
  bool perform = false;
  std::string reason;                 ///< Needed to perform.
  std::vector<std::string> accepted;  ///< Mandatory steps, by id, that it may miss.
  std::string server = "http://127.0.0.1:8080";
  std::filesystem::path token_file;  ///< Its first line is a session's token.
  bool json = false;
};
/// Shows what the move would change, and makes it when asked to. 1 when it is refused or the server
/// gives no answer.
[[nodiscard]] int migrate_matter(const MoveRequest& request);

}  // namespace gavel
