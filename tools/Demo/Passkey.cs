using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace Stadtgespraeche.Demo;

/// <summary>
/// A passkey in a file that only its owner reads: what a browser's authenticator does (WebAuthn Level 3, ES256,
/// attestation "none"), without a person, and therefore for invented data on one's own machine only.
/// </summary>
internal sealed class Passkey : IDisposable
{
    private const byte PresentAndVerified = 0x05;
    private const byte HasCredential = 0x40;
    private readonly ECDsa key;
    private readonly byte[] id;

    private Passkey(ECDsa key, byte[] id, string user) => (this.key, this.id, User) = (key, id, user);

    /// <summary>The account that it is for, as the server named it.</summary>
    public string User { get; }

    public static Passkey Make(string user) =>
        new(ECDsa.Create(ECCurve.NamedCurves.nistP256), RandomNumberGenerator.GetBytes(32), user);

    /// <summary>Null: there is none yet.</summary>
    public static Passkey? Read(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        var kept = JsonSerializer.Deserialize<Kept>(File.ReadAllText(file))!;
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(kept.Key, out _);
        return new Passkey(key, kept.Id, kept.User);
    }

    public void Write(string file)
    {
        using var stream = new FileStream(
            file,
            new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }
        );
        JsonSerializer.Serialize(stream, new Kept(id, key.ExportPkcs8PrivateKey(), User));
    }

    /// <summary>The answer to orders to create a passkey.</summary>
    public string Create(JsonNode orders, string origin)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)id.Length);
        // The key as COSE_Key in CBOR: {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}.
        byte[] data =
        [
            .. Data(orders["rp"]!["id"]!.GetValue<string>(), PresentAndVerified | HasCredential),
            .. new byte[16],
            .. length,
            .. id,
            0xA5,
            0x01,
            0x02,
            0x03,
            0x26,
            0x20,
            0x01,
            0x21,
            0x58,
            0x20,
            .. point.X!,
            0x22,
            0x58,
            0x20,
            .. point.Y!,
        ];
        // {"fmt": "none", "attStmt": {}, "authData": data} in CBOR.
        byte[] attestation =
        [
            0xA3,
            0x63,
            .. "fmt"u8,
            0x64,
            .. "none"u8,
            0x67,
            .. "attStmt"u8,
            0xA0,
            0x68,
            .. "authData"u8,
            0x58,
            (byte)data.Length,
            .. data,
        ];
        return Answer(
            new JsonObject
            {
                ["clientDataJSON"] = Base64UrlEncoder.Encode(ClientData("webauthn.create", orders, origin)),
                ["attestationObject"] = Base64UrlEncoder.Encode(attestation),
                ["transports"] = new JsonArray("internal"),
            }
        );
    }

    /// <summary>The answer to orders to show a passkey.</summary>
    public string Show(JsonNode orders, string origin)
    {
        var (client, data) = (
            ClientData("webauthn.get", orders, origin),
            Data(orders["rpId"]!.GetValue<string>(), PresentAndVerified)
        );
        return Answer(
            new JsonObject
            {
                ["clientDataJSON"] = Base64UrlEncoder.Encode(client),
                ["authenticatorData"] = Base64UrlEncoder.Encode(data),
                ["signature"] = Base64UrlEncoder.Encode(
                    key.SignData(
                        [.. data, .. SHA256.HashData(client)],
                        HashAlgorithmName.SHA256,
                        DSASignatureFormat.Rfc3279DerSequence
                    )
                ),
                ["userHandle"] = User,
            }
        );
    }

    public void Dispose() => key.Dispose();

    // No counter of signatures: like all passkeys that are kept in more than one place.
    private static byte[] Data(string domain, byte flags) =>
        [.. SHA256.HashData(Encoding.UTF8.GetBytes(domain)), flags, 0, 0, 0, 0];

    private static byte[] ClientData(string type, JsonNode orders, string origin) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                type,
                challenge = orders["challenge"]!.GetValue<string>(),
                origin,
                crossOrigin = false,
            }
        );

    private string Answer(JsonObject response) =>
        new JsonObject
        {
            ["id"] = Base64UrlEncoder.Encode(id),
            ["rawId"] = Base64UrlEncoder.Encode(id),
            ["type"] = "public-key",
            ["authenticatorAttachment"] = "platform",
            ["clientExtensionResults"] = new JsonObject(),
            ["response"] = response,
        }.ToJsonString();

    private sealed record Kept(byte[] Id, byte[] Key, string User);
}
