using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Stadtgespraeche.Notification.Tests.Checks;

/// <summary>
/// A name server (RFC 1035, UDP) that knows TXT records and nothing else; a name without records does not exist.
/// </summary>
public sealed class ScriptedDns : IAsyncDisposable
{
    private readonly UdpClient udp = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly Task running;

    public ScriptedDns() => running = AnswerAsync();

    public string Address => udp.Client.LocalEndPoint!.ToString()!;

    public Dictionary<string, string[]> Txt { get; } = new(StringComparer.OrdinalIgnoreCase);

    public async ValueTask DisposeAsync()
    {
        udp.Dispose();
        await running;
    }

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                var asked = await udp.ReceiveAsync();
                await udp.SendAsync(Answer(asked.Buffer), asked.RemoteEndPoint);
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private byte[] Answer(byte[] question)
    {
        var (labels, at) = (new List<string>(), 12);
        for (; question[at] > 0; at += question[at] + 1)
        {
            labels.Add(Encoding.ASCII.GetString(question, at + 1, question[at]));
        }

        var records = Txt.GetValueOrDefault(string.Join('.', labels));

        var answer = new List<byte>();
        void Number(int number)
        {
            Span<byte> two = stackalloc byte[2];
            BinaryPrimitives.WriteUInt16BigEndian(two, (ushort)number);
            answer.AddRange(two);
        }

        answer.AddRange(question[..2]);
        Number(records is null ? 0x8183 : 0x8180);
        Number(1);
        Number(records?.Length ?? 0);
        Number(0);
        Number(0);
        answer.AddRange(question[12..(at + 5)]);
        foreach (var record in records ?? [])
        {
            // In two pieces, as long records come.
            byte[][] pieces =
            [
                Encoding.ASCII.GetBytes(record[..(record.Length / 2)]),
                Encoding.ASCII.GetBytes(record[(record.Length / 2)..]),
            ];
            Number(0xC00C);
            Number(16);
            Number(1);
            Number(0);
            Number(60);
            Number(pieces.Sum(piece => piece.Length + 1));
            foreach (var piece in pieces)
            {
                answer.AddRange([(byte)piece.Length, .. piece]);
            }
        }

        return [.. answer];
    }
}
