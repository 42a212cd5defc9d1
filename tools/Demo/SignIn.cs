using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.Tokens;

namespace Stadtgespraeche.Demo;

/// <summary>
/// Signs in as every organiser does: the first time by the one-time link that an operator prints, with a passkey that
/// is kept in the file
/// <c>Demo:Passkey</c>; from then on with that passkey. The access token comes by authorization code with PKCE, as any
/// frontend gets it.
/// </summary>
internal sealed partial class SignIn(HttpClient browser, IConfiguration configuration)
{
    private const string Client = "demo";
    private const string Redirect = "http://127.0.0.1:3000/callback";
    private readonly string file =
        configuration["Demo:Passkey"] ?? throw new InvalidOperationException("Demo:Passkey names no file.");

    private string Origin => browser.BaseAddress!.GetLeftPart(UriPartial.Authority);

    public async Task<string> TokenAsync()
    {
        if (!await ReturnAsync())
        {
            await ComeInAsync();
        }

        var verifier = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));
        using var answer = await browser.PostAsync(
            "/connect/token",
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["grant_type"] = "authorization_code",
                    ["client_id"] = Client,
                    ["redirect_uri"] = Redirect,
                    ["code_verifier"] = verifier,
                    ["code"] = await CodeAsync(
                        Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))
                    ),
                }
            )
        );
        return (await ReadAsync(answer))["access_token"]!.GetValue<string>();
    }

    /// <summary>
    /// False: there is no passkey yet, or it is not known any more, since it was removed or never got through.
    /// </summary>
    private async Task<bool> ReturnAsync()
    {
        const string path = "/anmelden/passkey";
        using var passkey = Passkey.Read(file);
        if (passkey is null)
        {
            return false;
        }

        var form = FormToken(await ShowAsync(path));
        using var answer = await PostAsync(path, form, passkey.Show(await OrdersAsync(path, form), Origin));
        return answer.StatusCode == HttpStatusCode.SeeOther;
    }

    private async Task ComeInAsync()
    {
        const string path = "/anmelden/einladung";
        using var link = await browser.GetAsync(await InviteAsync());
        var form = FormToken(await ShowAsync(path));
        var orders = await OrdersAsync(path, form);
        using var passkey = Passkey.Make(orders["user"]!["id"]!.GetValue<string>());
        // Kept before it counts: of a passkey that counts and is lost, nobody would ever hear again.
        passkey.Write(file);
        using var answer = await PostAsync(path, form, passkey.Create(orders, Origin));
        Require(answer, HttpStatusCode.SeeOther);
    }

    private async Task<string> CodeAsync(string challenge)
    {
        var request = QueryHelpers.AddQueryString(
            "/connect/authorize",
            new Dictionary<string, string?>
            {
                ["client_id"] = Client,
                ["redirect_uri"] = Redirect,
                ["response_type"] = "code",
                ["scope"] = "openid stadtgespraeche",
                ["code_challenge"] = challenge,
                ["code_challenge_method"] = "S256",
            }
        );
        // The second time, after the consent, it leads back to the frontend.
        for (var attempt = 0; attempt < 2; attempt++)
        {
            using var answer = await browser.GetAsync(request);
            var there = new Uri(
                browser.BaseAddress!,
                answer.Headers.Location
                    ?? throw new InvalidOperationException($"The sign-in answers {answer.StatusCode}.")
            );
            if (QueryHelpers.ParseQuery(there.Query).TryGetValue("code", out var code))
            {
                return code.ToString();
            }

            using var consent = await PostAsync(there.PathAndQuery, FormToken(await ShowAsync(there.PathAndQuery)));
            Require(consent, HttpStatusCode.SeeOther);
        }

        throw new InvalidOperationException("The sign-in does not lead back to the frontend.");
    }

    /// <summary>What an operator does: <c>./run organiser NAME</c>.</summary>
    private async Task<string> InviteAsync()
    {
        var start = new ProcessStartInfo(
            configuration["Demo:Run"] ?? throw new InvalidOperationException("Demo:Run names no command."),
            ["organiser", "Demo-Organisation"]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var run = Process.Start(start)!;
        var (output, errors) = (run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        await run.WaitForExitAsync();
        return (await output)
                .Split('\n')
                .LastOrDefault(line => line.StartsWith(browser.BaseAddress!.ToString(), StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"No invitation: {await errors}");
    }

    private async Task<string> ShowAsync(string path)
    {
        using var answer = await browser.GetAsync(path);
        Require(answer, HttpStatusCode.OK);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<JsonNode> OrdersAsync(string path, string form)
    {
        using var answer = await PostAsync($"{path}?handler=Optionen", form);
        return await ReadAsync(answer);
    }

    private Task<HttpResponseMessage> PostAsync(string path, string form, string credential = "") =>
        browser.PostAsync(
            path,
            new FormUrlEncodedContent(
                new Dictionary<string, string> { ["formular"] = form, ["Credential"] = credential }
            )
        );

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer)
    {
        Require(answer, HttpStatusCode.OK);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private static void Require(HttpResponseMessage answer, HttpStatusCode status)
    {
        if (answer.StatusCode != status)
        {
            throw new InvalidOperationException(
                $"{answer.RequestMessage!.RequestUri!.AbsolutePath} answers {answer.StatusCode}."
            );
        }
    }

    private static string FormToken(string page) =>
        WebUtility.HtmlDecode(FormTokenPattern().Match(page).Groups["token"].Value);

    [GeneratedRegex("name=\"formular\" type=\"hidden\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex FormTokenPattern();
}
