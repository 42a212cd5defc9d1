using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Stadtgespraeche.Gateway.Tests.Attacks;

/// <summary>Requests byte by byte: HttpClient tidies up what it sends, an attacker does not.</summary>
internal static class RawHttp
{
    public static Task<string> GetAsync(Uri server, string target, params string[] headers) =>
        SendAsync(
            server,
            $"GET {target} HTTP/1.1\r\nHost: {server.Authority}\r\n"
                + string.Concat(headers.Select(header => $"{header}\r\n"))
                + "Connection: close\r\n\r\n"
        );

    /// <summary>
    /// Sends the text as it stands and returns all that comes until the server closes; <paramref name="from"/> is the
    /// sender's address.
    /// </summary>
    public static async Task<string> SendAsync(Uri server, string text, string from = "127.0.0.1")
    {
        using var socket = await ConnectAsync(server, from);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text));
        return await ReadToEndAsync(stream);
    }

    public static async Task<Socket> ConnectAsync(Uri server, string from = "127.0.0.1")
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        await socket.ConnectAsync(server.Host, server.Port);
        return socket;
    }

    public static async Task<string> ReadToEndAsync(Stream stream)
    {
        var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer);
        }
        catch (IOException)
        {
            // Cut off in the middle is an answer, too.
        }

        return Encoding.UTF8.GetString(answer.ToArray());
    }
}
