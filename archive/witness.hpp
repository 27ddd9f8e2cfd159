#pragma once
// What a witness decides (C2SP tlog-witness): whether a checkpoint continues the one it cosigned
// last. Pure: the state is an argument, and who calls makes the new one durable before the answer.
#include <cstdint>
#include <expected>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "archive/checkpoint.hpp"

namespace gavel::archive {

/// The newest checkpoint cosigned for each ledger, as its signed note, by origin.
using WitnessState = std::map<std::string, std::string, std::less<>>;

/// The body of POST /add-checkpoint.
struct AddCheckpoint {
  std::uint64_t old_size = 0;
  std::vector<Hash> proof;
  std::string note;
};
[[nodiscard]] std::expected<AddCheckpoint, std::string> parse_add_checkpoint(std::string_view body);
[[nodiscard]] std::string add_checkpoint_body(const AddCheckpoint& request);

/// Why a checkpoint is not cosigned, in the order of checking; each with its HTTP status.
enum class WitnessRefusal : std::uint8_t {
  malformed,       ///< 400: no add-checkpoint request.
  unknown_origin,  ///< 404: a ledger this witness does not watch.
  not_signed,      ///< 403: not signed by the key that is trusted for this origin.
  old_too_large,   ///< 400: the old size is larger than the checkpoint's.
  stale,           ///< 409: the old size is not that of the newest one cosigned.
  inconsistent,    ///< 422: not proved to continue the newest one cosigned.
};
[[nodiscard]] int http_status(WitnessRefusal refusal);
[[nodiscard]] std::string_view code(WitnessRefusal refusal);  ///< "unknown-origin", ...

/// The size of the newest checkpoint cosigned for `origin`; 0: none.
[[nodiscard]] std::uint64_t witnessed_size(const WitnessState& state, std::string_view origin);

/// The checkpoint, when it is to be cosigned. `logs`: verifier keys of the ledgers watched; more
/// than one of the same name while a key is being replaced.
[[nodiscard]] std::expected<Checkpoint, WitnessRefusal> consider(
    const WitnessState& state, const std::vector<std::string>& logs, const AddCheckpoint& request);

}  // namespace gavel::archive
