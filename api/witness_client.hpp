#pragma once
// The policy file of a server, and how it speaks with the witnesses that stand in it.
#include <filesystem>
#include <string>

#include "archive/witness_policy.hpp"
#include "db/witnessing.hpp"

namespace gavel {

/// Throws NotStarted when the file cannot be read, is wrong, or names other ledgers than
/// `log_verifier_key`'s.
[[nodiscard]] archive::WitnessPolicy read_witness_policy(const std::filesystem::path& file,
                                                         const std::string& log_verifier_key);

/// Over HTTP, a few seconds at most.
[[nodiscard]] db::AskWitness ask_witness_over_http();

}  // namespace gavel
