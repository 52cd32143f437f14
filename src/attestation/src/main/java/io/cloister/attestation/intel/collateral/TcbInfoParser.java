// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel.collateral;

import io.cloister.attestation.EvidenceKind;
import io.cloister.attestation.Octets;
import io.cloister.attestation.json.JsonObject;
import io.cloister.attestation.json.JsonReader;
import io.cloister.protocol.encoding.MalformedException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads TCB Info, version 3 (Intel PCS API version 4, "Get TCB Info").
public final class TcbInfoParser {
  private static final int VERSION = 3;

  /// Ten times the largest that Intel publishes.
  private static final int MAX_SIZE = 512 * 1024;

  private static final int MAX_MODULES = 255;
  private static final int FMSPC_SIZE = 6;
  private static final int PCE_ID_SIZE = 2;
  private static final int MR_SIGNER_SEAM_SIZE = 48;
  private static final int SEAM_ATTRIBUTES_SIZE = 8;

  private TcbInfoParser() {}

  /// Reads the signed object.
  ///
  /// @throws MalformedException if it is of another version or not well-formed
  public static TcbInfo parse(Octets body) throws MalformedException {
    JsonObject info = JsonReader.object(body.toBytes(), MAX_SIZE);
    info.integer("version", VERSION, VERSION);
    info.integer("tcbType", 0, 0);
    EvidenceKind kind = kind(info.text("id"));
    if (kind == EvidenceKind.SGX && (info.has("tdxModule") || info.has("tdxModuleIdentities"))) {
      throw new MalformedException("expected no TDX module in TCB Info for SGX");
    }
    return new TcbInfo(
        kind,
        Levels.validity(info),
        info.octets("fmspc", FMSPC_SIZE),
        info.octets("pceId", PCE_ID_SIZE),
        info.integer("tcbEvaluationDataNumber", 0, Integer.MAX_VALUE),
        levels(info, kind),
        kind == EvidenceKind.TDX
            ? Optional.of(module(info.object("tdxModule"), List.of()))
            : Optional.empty(),
        modules(info));
  }

  private static EvidenceKind kind(String id) throws MalformedException {
    return switch (id) {
      case "SGX" -> EvidenceKind.SGX;
      case "TDX" -> EvidenceKind.TDX;
      default -> throw new MalformedException("expected TCB Info for SGX or TDX");
    };
  }

  private static List<PlatformLevel> levels(JsonObject info, EvidenceKind kind)
      throws MalformedException {
    return Levels.ordered(
        info.objects("tcbLevels", Levels.MAX_LEVELS, level -> platformLevel(level, kind)),
        PlatformLevel.HIGHEST_FIRST);
  }

  private static PlatformLevel platformLevel(JsonObject level, EvidenceKind kind)
      throws MalformedException {
    JsonObject tcb = level.object("tcb");
    return new PlatformLevel(
        components(tcb, "sgxtcbcomponents"),
        tcb.integer("pcesvn", 0, Levels.MAX_SVN_16),
        kind == EvidenceKind.TDX ? components(tcb, "tdxtcbcomponents") : Octets.of(new byte[0]),
        Levels.level(level));
  }

  private static Octets components(JsonObject tcb, String name) throws MalformedException {
    List<Integer> svns =
        tcb.objects(name, PlatformLevel.COMPONENTS, component -> component.integer("svn", 0, 255));
    if (svns.size() != PlatformLevel.COMPONENTS) {
      throw new MalformedException("expected 16 components");
    }
    byte[] octets = new byte[PlatformLevel.COMPONENTS];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = svns.get(i).byteValue();
    }
    return Octets.of(octets);
  }

  private static Map<String, TdxModule> modules(JsonObject info) throws MalformedException {
    Map<String, TdxModule> modules = new HashMap<>();
    if (info.has("tdxModuleIdentities")) {
      for (JsonObject identity :
          info.objects("tdxModuleIdentities", MAX_MODULES, identity -> identity)) {
        String id = identity.text("id").toUpperCase(Locale.ROOT);
        if (modules.put(id, module(identity, Levels.svnLevels(identity))) != null) {
          throw new MalformedException("expected no TDX module twice");
        }
      }
    }
    return Map.copyOf(modules);
  }

  private static TdxModule module(JsonObject module, List<SvnLevel> levels)
      throws MalformedException {
    return new TdxModule(
        module.octets("mrsigner", MR_SIGNER_SEAM_SIZE),
        module.octets("attributes", SEAM_ATTRIBUTES_SIZE),
        levels);
  }
}
