// The floor under a start: a Qt program that shows one empty window, tells when it is painted, and ends.
#include <QApplication>
#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <cstdio>

int main(int argc, char **argv)
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    QApplication app(argc, argv);
    QWidget window;
    window.resize(1440, 900);
    window.show();
    QTimer::singleShot(0, &window, [&] {
        window.repaint();
        std::printf("first-paint-ms %lld\n", static_cast<long long>(sinceStart.elapsed()));
        QCoreApplication::quit();
    });
    return QApplication::exec();
}
